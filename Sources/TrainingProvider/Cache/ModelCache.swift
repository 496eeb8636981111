public import Logging
import Synchronization
public import TrainingRuntime

/// Keeps the models that inference uses in memory, and loads each of them once.
///
/// ```swift
/// let recognisers = ModelCache(of: provider) { artefacts in
///   try Recogniser(weights: artefacts.directory.appending(path: "weights.bin"))
/// }
/// ```
///
/// A handler asks it for the model that the guard has resolved:
///
/// ```swift
/// guard let recogniser = try await recognisers.value(of: model) else { return ownAnswer }
/// let text = try await workers.run { try recogniser.transcribe(request.speech) }
/// ```
///
/// - The cache reads artefacts on threads of its own; see ``WorkPool``. Callers that ask for a model
///   at the same time share one load. A cancelled caller stops waiting, and the load goes on.
/// - A call that begins after the end of a training gets the new model. A model that is deleted while
///   it is being loaded isn't handed out, and one that is trained again is loaded anew.
/// - When the limits are reached, the least recently used models are dropped. A dropped model stays
///   valid for those who use it. A model that exceeds ``ModelCacheLimits/maxBytes`` by itself is
///   loaded for its callers, but not kept.
/// - A load that fails is reported to all callers that wait for it. The next caller tries again.
///
/// A model that is loaded already is found without asking the registry, because the guard has just
/// asked it: `ModelReference.version` identifies the training.
public final class ModelCache<Loaded: Sendable>: Sendable {
  let lookUp: @Sendable (String) async throws -> ModelArtefacts
  let open: @Sendable (ModelArtefacts) async throws -> ModelArtefacts
  let load: @Sendable (ModelArtefacts) async throws -> Loaded
  let cost: (@Sendable (Loaded) -> Int)?
  let pool: WorkPool
  let logger: Logger
  let models: Mutex<CachedModels<Loaded>>

  /// Creates an empty cache. The provider empties it when it shuts down.
  ///
  /// - Parameters:
  ///   - provider: the provider that trains the models.
  ///   - limits: how many models are kept, and how many are loaded at once.
  ///   - logger: receives a line for each failed load and, at the level debug, for each model that is
  ///     dropped because it was trained again or deleted; with the metadata key `model_id`.
  ///   - cost: what a loaded model costs, in bytes; by default the size of its artefacts. Runs on the
  ///     same thread as `load`.
  ///   - load: loads a model. It may block and compute. Its task is cancelled when the artefacts are
  ///     outdated. Their directory can disappear at that moment, too, and the error that follows from
  ///     this is ignored.
  public convenience init(
    of provider: ModelProvider, limits: ModelCacheLimits = ModelCacheLimits(),
    logger: Logger = Logger(label: "training.models"), cost: (@Sendable (Loaded) -> Int)? = nil,
    load: @escaping @Sendable (ModelArtefacts) async throws -> Loaded
  ) {
    self.init(
      limits: limits, logger: logger, cost: cost, lookUp: provider.lastArtefacts(ofModel:),
      open: { $0.opened(try await provider.open($0)) }, load: load)
    provider.directory.artefactObservers.add(self)
  }

  /// - Parameters:
  ///   - lookUp: finds the present artefacts of a model.
  ///   - open: makes artefacts readable.
  init(
    limits: ModelCacheLimits, logger: Logger, cost: (@Sendable (Loaded) -> Int)?,
    lookUp: @escaping @Sendable (String) async throws -> ModelArtefacts,
    open: @escaping @Sendable (ModelArtefacts) async throws -> ModelArtefacts = { $0 },
    load: @escaping @Sendable (ModelArtefacts) async throws -> Loaded
  ) {
    self.lookUp = lookUp
    self.open = open
    self.load = load
    self.cost = cost
    self.logger = logger
    pool = WorkPool(
      "loading models", threads: max(limits.concurrentLoads, 1),
      maxWaiting: max(limits.maxWaitingLoads, 0), priority: .computing)
    models = Mutex(CachedModels(limits))
  }

  /// What the cache contains, and what it has done so far.
  public var statistics: ModelCacheStatistics { models.withLock(\.statistics) }

  /// Drops all models that are loaded, for example because memory is short. Models that are in use
  /// or being loaded stay valid for their callers.
  public func removeAll() {
    change { $0.removeAll() }
  }
}

extension ModelCache {
  /// Returns the model that a guard has resolved, as it was after its last training.
  ///
  /// Asks the registry only if the model isn't loaded, or if the guard's resolver doesn't tell the
  /// version.
  ///
  /// - Returns: the model, or `nil` for the service's own default model, which the provider doesn't
  ///   store.
  /// - Throws: what the closure throws if it is a gRPC error; ``ProviderError`` with
  ///   ``ProviderError/Code/loadFailed`` if it throws another error, with
  ///   ``ProviderError/Code/overloaded`` if too many models wait to be loaded, or with
  ///   ``ProviderError/Code/modelNotFound`` or ``ProviderError/Code/wrongStatus`` if the model was
  ///   deleted; errors of the registry; `CancellationError` if the task is cancelled while it waits.
  public func value(of model: ModelReference) async throws -> Loaded? {
    guard model.origin == .trained else { return nil }
    guard let version = model.version else { return try await value(ofModel: model.id) }
    return try await value(ofModel: model.id, version: version, isNewest: false)
  }

  /// Returns the model with the identifier `id`, as it was after its last training. Unlike
  /// ``value(of:)``, this always asks the registry, even if the model is loaded.
  ///
  /// - Throws: the same errors as ``value(of:)``.
  public func value(ofModel id: String) async throws -> Loaded {
    let version = try await lookUp(id).version
    return try await value(ofModel: id, version: version, isNewest: true)
  }

  private func value(
    ofModel id: String, version: String, isNewest: Bool
  ) async throws -> Loaded {
    switch change({ $0.find(id, version: version, isNewest: isNewest) }) {
    case .loaded(let value):
      return value
    case .otherVersion:
      return try await value(ofModel: id)
    case .load(let turn, let isNew):
      // The load serves several calls. It must not have the cancellation or the task-local values of
      // the first one.
      if isNew { Task.detached { await self.perform(id) } }
      defer { models.withLock { $0.leave(id, turn) } }
      return try await turn.value
    }
  }

  /// Changes the state. Releases the models that were dropped.
  @discardableResult
  func change<T: Sendable>(_ change: (inout CachedModels<Loaded>) -> T) -> T {
    let (result, hasDropped) = models.withLock { (change(&$0), $0.hasDropped) }
    if hasDropped {
      // Releasing a large model can take long.
      Task.detached {
        try? await Releasing.pool.run { _ = self.models.withLock { $0.takeDropped() } }
      }
    }
    return result
  }
}

extension ModelCache: ArtefactObserver {
  func artefactsDidChange(modelID: String, version: String?) {
    guard change({ $0.expire(modelID, unless: version) }) else { return }
    let reason = version == nil ? "deleted" : "trained again"
    logger.debug("model dropped: it was \(reason)", metadata: ["model_id": "\(modelID)"])
  }

  func providerWillShutDown() {
    change { $0.shutDown() }
  }
}

/// The threads that release models. They live as long as the process.
private enum Releasing {
  static let pool = WorkPool("releasing models", threads: 1, maxWaiting: .max)
}
