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
///     config: .training(.maintenance)),
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
  private let sweeper: Sweeper

  /// Opens the data directory, or creates it, and finds the work to resume.
  ///
  /// - Parameters:
  ///   - dataDirectory: where everything is kept: the registry, datasets and artefacts. One
  ///     provider at a time.
  ///   - methods: the training methods, from the generated metadata.
  ///   - trainer: prices, validates and trains.
  ///   - prices: at which price paid calls are taken.
  ///   - limits: what bounds strangers.
  ///   - fetcher: follows `training_data_link`s.
  ///   - registry: where models are stored; SQLite in the data directory unless given.
  ///   - acceptsNewRegistry: whether files of models that another registry knows, e.g. one that was
  ///     lost, are given up: they are moved to the trash. Otherwise they are refused.
  ///   - trashRetention: how long files are kept in the trash that no model refers to.
  ///   - logger: gets a line for each change, with the key `model_id`.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``; errors of the
  ///   file system and the registry.
  public init(
    dataDirectory: URL, methods: [TrainingMethod], trainer: any Trainer,
    prices: PriceRules = .quoted(), limits: ProviderLimits = ProviderLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(), registry: (any ModelRegistry)? = nil,
    acceptsNewRegistry: Bool = false, trashRetention: Duration = .seconds(7 * 24 * 60 * 60),
    logger: Logger = Logger(label: "training.provider")
  ) async throws {
    let methods = try MethodTable(methods)
    let pools = WorkPools(limits.jobs)
    let directory = DataDirectory(
      root: dataDirectory, files: pools.files, inspection: limits.inspection)
    try await directory.create()
    lock = try await pools.files.run { try DirectoryLock(directory.lock) }
    if registry == nil, !acceptsNewRegistry { try await directory.requireRegistry() }
    let models: any ModelRegistry =
      if let registry {
        registry
      } else {
        try await pools.files.run { try SQLiteModelRegistry(file: directory.registry) }
      }
    try await Self.reading(dataDirectory) {
      try await directory.bind(to: models, acceptsAnother: acceptsNewRegistry)
    }
    let storage = StorageBudget(
      root: dataDirectory, limits: limits.storage, registry: models, files: pools.files)
    let settlement = Settlement(registry: models, logger: logger)
    let worker = Worker(
      registry: models, directory: directory, storage: storage, methods: methods,
      trainer: trainer, fetcher: fetcher, limits: limits, pools: pools, settlement: settlement,
      logger: logger)
    let jobs = JobQueue(limits.jobs, links: limits.links) { queue, job in
      await worker.perform(job, in: queue.fetches)
    }
    let contract = PriceContract(
      rules: prices, trainer: trainer, methods: methods, directory: directory,
      pool: pools.prices)
    let uploads = UploadReceiver(
      registry: models, directory: directory, storage: storage, methods: methods,
      prices: contract, limits: limits.upload, desk: UploadDesk(limits.upload),
      settlement: settlement, logger: logger)
    service = ModelService(
      registry: models, directory: directory, storage: storage, methods: methods,
      prices: contract, fetcher: fetcher, limits: limits, jobs: jobs, uploads: uploads,
      settlement: settlement, logger: logger)
    sweeper = Sweeper(
      registry: models, directory: directory, retention: trashRetention, logger: logger)
    self.directory = directory
    self.models = models
    self.jobs = jobs
    let recovery = Recovery(
      registry: models, settlement: settlement, limits: limits.jobs, logger: logger,
      directory: directory)
    for job in try await Self.reading(dataDirectory, recovery.run) { await jobs.add(job) }
  }

  /// Says of the errors of a registry where it is and what to do.
  private static func reading<T: Sendable>(
    _ directory: URL, _ body: () async throws -> T
  ) async throws -> T {
    do {
      return try await body()
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "the registry of the data directory \(directory.path) cannot be read (\(error)): restore its "
          + "backup", cause: error)
    }
  }

  /// Does jobs until a graceful shutdown or until the task is cancelled.
  ///
  /// At the end running jobs are cancelled, and stay to be resumed. From then on calls that begin
  /// work are refused, so let the servers shut down first.
  public func run() async throws {
    await jobs.start()
    let sweeping = Task { await sweeper.run() }
    try? await gracefulShutdown()
    sweeping.cancel()
    let unfinished = await jobs.stop()
    for job in unfinished { await setAside(job) }
    await sweeping.value
    // A trainer that does not mind cancellation still writes into the directory.
    if unfinished.isEmpty { lock.release() }
  }

  /// Notes that a job did not end because the provider did, so that no death is counted.
  private func setAside(_ job: Job) async {
    // Now that the registry decides or not: the process is about to end.
    _ = try? await models.update(job.modelID) { model in
      try model.require(revision: job.revision)
      model.setAside(job)
    }
  }
}

extension ModelProvider {
  /// The directory that the last training of a model filled, for inference.
  ///
  /// It stays until the model is trained again or deleted, also while a new dataset is validated
  /// and trained on: open what is needed, or copy it.
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
    guard let model = try await models.storedModel(withID: try ModelRequest.identifier(id)) else {
      throw ProviderError.modelNotFound(id)
    }
    guard model.isServing, let artefacts = model.artefacts else {
      throw ProviderError(
        .wrongStatus, "model \(id) is not ready: \(StatusTransitions.remedy(model.status))",
        modelID: id, status: model.status)
    }
    return directory.artefacts(artefacts)
  }
}
