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
/// ```
///
/// A ``ProviderServer`` runs and serves it. Jobs wait until ``run()`` is called. Work that an
/// earlier process left unfinished is resumed.
public final class ModelProvider: Service {
  /// The service to register with a server that only the daemon reaches.
  public let service: ModelService

  /// The registry that stores the models. Pass it as the resolver to the guards of your own
  /// service.
  public let models: any ModelRegistry

  private let jobs: JobQueue
  let directory: DataDirectory
  private let lock: DirectoryLock
  private let sweeper: Sweeper
  private let retention: DatasetRetention
  private let watch: OperatorWatch
  private let takeover: JobTakeover
  let stateReader: StateReader
  let metrics: ProviderMetrics

  /// Opens the data directory, or creates it, and finds the work to resume.
  ///
  /// - Parameters:
  ///   - dataDirectory: the directory for the registry, datasets and artefacts. Only one provider
  ///     can use it at a time.
  ///   - methods: the training methods, from the generated metadata.
  ///   - trainer: prices work, validates datasets and trains models.
  ///   - prices: the rules for the prices at which paid calls are accepted.
  ///   - limits: the limits on what callers can make the provider do.
  ///   - fetcher: downloads the datasets that `training_data_link`s lead to.
  ///   - registry: the store for models; by default a SQLite file in the data directory.
  ///   - claims: decides which provider does a job; by default, this one does every job.
  ///   - blobs: the store for datasets and artefacts; by default folders in the data directory.
  ///   - acceptsNewRegistry: whether to move files to the trash that belong to another registry,
  ///     for example to one that was lost. If `false`, the provider refuses to start with such
  ///     files.
  ///   - trashRetention: how long files that no model refers to stay in the trash.
  ///   - datasetRetention: how long the datasets of models that are READY_TO_USE are kept; `nil` for
  ///     as long as the models. Artefacts always stay. A model without its dataset can only be
  ///     trained again after a new dataset was sent.
  ///   - logger: receives a line for each change, with the metadata key `model_id`.
  ///   - metrics: records what the provider does.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``; errors of the
  ///   file system and the registry.
  public init(
    dataDirectory: URL, methods: [TrainingMethod], trainer: any Trainer,
    prices: PriceRules = .quoted(), limits: ProviderLimits = ProviderLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(), registry: (any ModelRegistry)? = nil,
    claims: any JobClaims = LocalJobClaims(), blobs: (any BlobStore)? = nil,
    acceptsNewRegistry: Bool = false, trashRetention: Duration = .seconds(7 * 24 * 60 * 60),
    datasetRetention: Duration? = nil,
    logger: Logger = Logger(label: "training.provider"),
    metrics: ProviderMetrics = ProviderMetrics()
  ) async throws {
    let methods = try MethodTable(methods)
    let pools = WorkPools(limits.jobs)
    let directory = DataDirectory(
      root: dataDirectory, files: pools.files, inspection: limits.inspection, blobs: blobs)
    (lock, models) = try await Self.noticingFullDisk(dataDirectory) {
      try await directory.create()
      let lock = try await pools.files.run { try DirectoryLock(directory.lock) }
      if let registry { return (lock, registry) }
      if !acceptsNewRegistry { try await directory.requireRegistry() }
      let models = try await pools.files.run { try SQLiteModelRegistry(file: directory.registry) }
      return (lock, models)
    }
    let models = models
    try await Self.reading(dataDirectory) {
      try await directory.bind(to: models, acceptsAnother: acceptsNewRegistry)
    }
    let storage = StorageBudget(
      root: dataDirectory, limits: limits.storage, registry: models, files: pools.files,
      blobs: blobs)
    let retryingRegistry = RetryingRegistry(registry: models, logger: logger)
    let observer = JobObserver(metrics)
    self.metrics = metrics
    let worker = Worker(
      registry: models, directory: directory, storage: storage, methods: methods,
      trainer: trainer, fetcher: fetcher, limits: limits, pools: pools,
      retryingRegistry: retryingRegistry, claims: ClaimHolder(claims: claims, logger: logger),
      observer: observer, logger: logger)
    let jobs = JobQueue(limits.jobs, links: limits.links) { queue, job in
      await observer.run(job) { await worker.perform(job, in: queue) }
    }
    let pricing = Pricing(
      rules: prices, trainer: trainer, methods: methods, directory: directory,
      pool: pools.prices, metrics: metrics, isShared: claims.areShared)
    let uploads = UploadReceiver(
      registry: models, directory: directory, storage: storage, methods: methods,
      prices: pricing, limits: limits.upload, activeUploads: ActiveUploads(limits.upload),
      admission: jobs.admission, retryingRegistry: retryingRegistry, metrics: metrics,
      logger: logger, claims: ClaimHolder(claims: claims, logger: logger))
    service = ModelService(
      registry: models, directory: directory, storage: storage, methods: methods,
      prices: pricing, fetcher: fetcher, freeProbes: ProbeLine(limits.probes),
      paidProbes: ProbeLine(limits.probes), limits: limits, jobs: jobs, uploads: uploads,
      retryingRegistry: retryingRegistry, observer: observer, logger: logger)
    sweeper = Sweeper(
      registry: models, directory: directory, retention: trashRetention, logger: logger)
    retention = DatasetRetention(
      registry: models, directory: directory, time: datasetRetention, logger: logger)
    watch = OperatorWatch(
      registry: models, jobs: jobs, uploads: uploads,
      artefactObservers: directory.artefactObservers, logger: logger,
      start: try await Self.reading(dataDirectory, models.lastOperatorChange))
    takeover = JobTakeover(registry: models, claims: claims, jobs: jobs, logger: logger)
    self.directory = directory
    self.jobs = jobs
    stateReader = StateReader(registry: models, storage: storage, jobs: jobs)
    let recovery = Recovery(
      registry: models, retryingRegistry: retryingRegistry, limits: limits.jobs, logger: logger,
      claims: claims, directory: directory)
    let unfinished = try await Self.reading(dataDirectory, recovery.run)
    if claims.areShared {
      // Nobody knows any more who accepted what the providers share.
      await jobs.adopt(unfinished)
    } else {
      for job in unfinished { await jobs.add(job) }
    }
  }

  /// Turns errors of the registry into one that names the data directory and the remedy.
  private static func reading<T: Sendable>(
    _ directory: URL, _ body: () async throws -> T
  ) async throws -> T {
    do {
      return try await noticingFullDisk(directory, body)
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "the registry of the data directory \(directory.path) cannot be read (\(error)): restore "
          + "its "
          + "backup", cause: error)
    }
  }

  /// Turns errors of a full disk into one that says what to do.
  private static func noticingFullDisk<T>(
    _ directory: URL, _ body: () async throws -> T
  ) async throws -> T {
    do {
      return try await body()
    } catch  where SystemError.isShortage(error) {
      throw ProviderError.noRoomToStart(directory, cause: error)
    }
  }

  /// Runs jobs until a graceful shutdown or until the task is cancelled.
  ///
  /// Running jobs are then cancelled, and the next start resumes them. Calls that begin work are
  /// refused from then on, so let the servers shut down first.
  public func run() async throws {
    await jobs.start()
    let upkeep = [
      Task { await sweeper.run() }, Task { await retention.run() }, Task { await watch.run() },
      Task { await recordStates() }, Task { await takeover.run() },
      Task { await models.announceUse() },
    ]
    try? await gracefulShutdown()
    directory.artefactObservers.shutDown()
    for task in upkeep { task.cancel() }
    let unfinished = await jobs.stop()
    for job in unfinished { await setAside(job) }
    for task in upkeep { await task.value }
    // A trainer that ignores cancellation may still be writing into the directory.
    if unfinished.isEmpty { lock.release() }
  }

  /// Records that the shutdown interrupted a job, so the interruption doesn't count as a crash.
  private func setAside(_ job: Job) async {
    // Errors are ignored: the process is about to end, and the next start resumes the job.
    guard let held = await jobs.claim(to: job) else { return }
    _ = try? await models.update(job.modelID, under: held.claim) { model in
      try held.check()
      try model.require(revision: job.revision)
      model.setAside(job)
    }
  }
}

extension ModelProvider {
  /// The jobs that are running or waiting, for operators: the running ones first, then the waiting
  /// ones, kind by kind and in the order in which they begin.
  public func unfinishedJobs() async -> [UnfinishedJob] {
    await jobs.unfinishedJobs()
  }

  /// The directory with the results of the model's last training, for inference.
  ///
  /// It stays until the model is trained again or deleted, even while a new dataset is validated
  /// and trained on. Open the files that you need, or copy them. If you passed a ``BlobStore`` that keeps
  /// copies on the local disk, it may remove its copy at any moment: use ``openArtefacts(of:)`` or a
  /// ``ModelCache`` then.
  ///
  /// - Parameter model: the model that a guard resolved.
  /// - Returns: the directory, or `nil` for the service's own default model, which the provider
  ///   doesn't store.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound`` or
  ///   ``ProviderError/Code/wrongStatus``.
  public func artefacts(of model: ModelReference) async throws -> URL? {
    guard model.origin == .trained else { return nil }
    return try await artefacts(ofModel: model.id)
  }

  /// The results of the model's last training, for inference. Their path stays valid for as long as you
  /// keep the value, or until the model is trained again or deleted.
  ///
  /// - Parameter model: the model that a guard resolved.
  /// - Returns: the directory, or `nil` for the service's own default model.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound``,
  ///   ``ProviderError/Code/wrongStatus`` or ``ProviderError/Code/blobMissing``.
  public func openArtefacts(of model: ModelReference) async throws -> LocalBlob? {
    guard model.origin == .trained else { return nil }
    return try await open(lastArtefacts(ofModel: model.id))
  }

  /// The directory with the results of the last training of the model with the identifier `id`.
  public func artefacts(ofModel id: String) async throws -> URL {
    try await open(lastArtefacts(ofModel: id)).url
  }

  /// Makes artefacts readable.
  func open(_ artefacts: ModelArtefacts) async throws -> LocalBlob {
    try await directory.blobs.open(.artefacts(artefacts.version))
  }

  /// The results of the last training of the model with the identifier `id`, which aren't opened.
  func lastArtefacts(ofModel id: String) async throws -> ModelArtefacts {
    guard let model = try await models.storedModel(withID: try ModelRequest.identifier(id)) else {
      throw ProviderError.modelNotFound(id)
    }
    guard model.isServing, let artefacts = model.artefacts else {
      throw ProviderError(
        .wrongStatus, "model \(id) is not ready: \(StatusTransitions.remedy(model.status))",
        modelID: id, status: model.status)
    }
    return ModelArtefacts(
      modelID: id, version: artefacts, directory: directory.url(of: .artefacts(artefacts)),
      byteCount: model.artefactBytes)
  }
}
