public import Foundation
public import Logging
public import ServiceLifecycle
public import TrainingManifest
import TrainingProtos
public import TrainingRuntime

/// A provider of trainable models: everything behind the daemon's `model_maintenance_endpoint`.
///
/// ```swift
/// let provider = try await ModelProvider(
///   dataDirectory: URL(filePath: "/var/lib/speech"),
///   methods: Service_ExampleService.Training.methods, trainer: SpeechTrainer())
/// let maintenance = GRPCServer(
///   transport: .http2NIOPosix(
///     address: .ipv4(host: "127.0.0.1", port: 5002), transportSecurity: .plaintext,
///     config: .training()),
///   services: [provider.service])
/// ```
///
/// Run it beside its server, e.g. both in a `ServiceGroup`: jobs are held until ``run()`` is
/// called. Models that a stopped process left at work are resumed.
public final class ModelProvider: Service {
  /// The service to register with a server that only the daemon reaches.
  public let service: ModelService

  /// Where models are stored; the resolver for the guards of one's own service.
  public let models: any ModelRegistry

  private let jobs: JobQueue
  private let directory: DataDirectory
  private let lock: DirectoryLock

  /// Opens the data directory, or creates it, and finds the work to resume.
  ///
  /// - Parameters:
  ///   - dataDirectory: where everything is kept: the registry, datasets and artefacts. One
  ///     provider at a time.
  ///   - methods: the training methods, from the generated metadata.
  ///   - trainer: prices, validates and trains.
  ///   - limits: what bounds strangers.
  ///   - fetcher: follows `training_data_link`s.
  ///   - registry: where models are stored; SQLite in the data directory unless given.
  ///   - logger: gets a line for each change, with the key `model_id`.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``; errors of the
  ///   file system and the registry.
  public init(
    dataDirectory: URL, methods: [TrainingMethod], trainer: any Trainer,
    limits: ProviderLimits = ProviderLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(), registry: (any ModelRegistry)? = nil,
    logger: Logger = Logger(label: "training.provider")
  ) async throws {
    let methods = try MethodTable(methods)
    directory = DataDirectory(root: dataDirectory)
    try directory.create()
    lock = try DirectoryLock(directory.lock)
    models = try registry ?? SQLiteModelRegistry(file: directory.registry)
    let worker = Worker(
      registry: models, directory: directory, methods: methods, trainer: trainer,
      fetcher: fetcher, limits: limits, logger: logger)
    jobs = JobQueue(limits.jobs) { await worker.perform($0) }
    service = ModelService(
      registry: models, directory: directory, methods: methods, trainer: trainer,
      fetcher: fetcher, limits: limits, jobs: jobs,
      uploads: UploadSlots(limits.upload.maxConcurrent), logger: logger)
    let recovery = Recovery(
      registry: models, directory: directory, limits: limits.jobs, logger: logger)
    for job in try await recovery.run() { await jobs.add(job) }
  }

  /// Does jobs until a graceful shutdown or until the task is cancelled.
  ///
  /// At the end running jobs are cancelled, and stay to be resumed. From then on calls that begin
  /// work are refused, so let the servers shut down first.
  public func run() async throws {
    await jobs.start()
    try? await gracefulShutdown()
    await jobs.stop()
    lock.release()
  }
}

extension ModelProvider {
  /// The directory that the last training of a model filled, for inference.
  ///
  /// It stays until the model is trained again or deleted: open what is needed, or copy it.
  ///
  /// - Parameter model: the model that a guard resolved.
  /// - Returns: `nil` for the service's own default model, which the provider does not keep.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound`` or
  ///   ``ProviderError/Code/wrongStatus``.
  public func artefacts(of model: ModelReference) async throws -> URL? {
    guard model.origin == .trained else { return nil }
    return try await artefacts(ofModel: model.id)
  }

  /// The directory that the last training of the model with the identifier `id` filled.
  public func artefacts(ofModel id: String) async throws -> URL {
    let model = try await service.stored(id)
    guard model.status == .readyToUse, let artefacts = model.artefacts else {
      throw ProviderError(
        .wrongStatus, "model \(id) is not ready: \(StatusTransitions.remedy(model.status))",
        modelID: id, status: model.status)
    }
    return directory.artefacts(artefacts)
  }
}
