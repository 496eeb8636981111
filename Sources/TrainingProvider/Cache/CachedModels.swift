/// The models of a ``ModelCache`` and their loads: the state that its lock protects.
///
/// A model is loaded, or there is a load for it, but not both.
struct CachedModels<Loaded: Sendable>: Sendable {
  private let maxCount: Int
  private let maxBytes: Int
  private var loaded = LeastRecentlyUsed<String, LoadedModel<Loaded>>()
  private var loads: [String: ModelLoad<Loaded>] = [:]
  private var isShutDown = false
  private var counted = ModelCacheStatistics()

  /// What was dropped and has yet to be released.
  private var dropped: [Loaded] = []

  init(_ limits: ModelCacheLimits) {
    maxCount = limits.maxCount
    // Less than what could overflow when it is added up.
    maxBytes = min(limits.maxBytes, 1 << 50)
  }

  var statistics: ModelCacheStatistics {
    var statistics = counted
    statistics.count = loaded.count
    statistics.loading = loads.count
    return statistics
  }
}

/// A model that was loaded.
struct LoadedModel<Loaded: Sendable>: Sendable {
  let value: Loaded

  /// The version of the artefacts that it was loaded from.
  let version: String

  /// What it costs in bytes; at least 0.
  let byteCount: Int
}

extension CachedModels {
  /// What there is for a caller.
  enum Finding {
    /// The model, loaded from the version that the caller asks for.
    case loaded(Loaded)

    /// The model is loaded from another version. Either that one is outdated or the caller's.
    case otherVersion

    /// The caller has to wait for a load and, if it is new, to begin it.
    case load(Promise<Loaded>, isNew: Bool)
  }

  /// Finds a model for a caller.
  ///
  /// - Parameters:
  ///   - version: the version of the artefacts when the call began, or later.
  ///   - isNewest: whether a loaded model with another version is outdated.
  mutating func find(_ id: String, version: String, isNewest: Bool) -> Finding {
    if let model = loaded.use(id) {
      if model.version == version {
        counted.hits += 1
        return .loaded(model.value)
      }
      guard isNewest else { return .otherVersion }
      drop(id)
    }
    let turn = Promise<Loaded>()
    let isNew = loads[id] == nil
    loads[id, default: ModelLoad()].add(turn, version: version)
    return .load(turn, isNew: isNew)
  }

  /// Removes a caller that no longer waits.
  mutating func leave(_ id: String, _ turn: Promise<Loaded>) {
    loads[id]?.remove(turn)
  }

  /// Drops what was loaded from another version than `version`, or is being loaded from it.
  ///
  /// - Returns: whether a loaded model was dropped.
  @discardableResult
  mutating func expire(_ id: String, unless version: String?) -> Bool {
    loads[id]?.expire(unless: version)
    guard let model = loaded[id], model.version != version else { return false }
    drop(id)
    return true
  }

  /// Drops all loaded models.
  mutating func removeAll() {
    while let model = loaded.leastRecent { drop(model.key) }
  }

  /// Drops all loaded models, and keeps none from now on.
  mutating func shutDown() {
    isShutDown = true
    removeAll()
  }

  /// Whether something was dropped and has yet to be released.
  var hasDropped: Bool { !dropped.isEmpty }

  /// Returns what was dropped, for the caller to release.
  mutating func takeDropped() -> [Loaded] {
    defer { dropped = [] }
    return dropped
  }
}

extension CachedModels {
  /// How often the load has become outdated so far. A result counts only if this number hasn't
  /// changed since before the result's version was looked up.
  func expiries(of id: String) -> Int { loads[id]?.expiries ?? 0 }

  /// Adds an attempt to load a model from a version of its artefacts.
  mutating func begin(_ attempt: ModelLoad<Loaded>.Attempt, of artefacts: ModelArtefacts) {
    loads[artefacts.modelID]?.begin(attempt, of: artefacts.version)
  }

  /// Makes room for a model that is about to be read into memory.
  mutating func makeRoom(for artefacts: ModelArtefacts) {
    counted.loads += 1
    hold(Int(clamping: artefacts.byteCount), for: artefacts.modelID)
    evict()
  }

  /// Ends a load, unless it has become outdated.
  ///
  /// - Parameters:
  ///   - outcome: the model, which is kept if the limits allow it, or the error.
  ///   - expiries: how often the load had become outdated when its version was looked up.
  /// - Returns: the callers that wait for the outcome; `nil` if the load has to go on.
  mutating func settle(
    _ id: String, _ outcome: Result<LoadedModel<Loaded>, any Error>, expiries: Int
  ) -> [Promise<Loaded>]? {
    guard let load = loads[id] else { return [] }
    guard load.expiries == expiries else { return nil }
    hold(nil, for: id)
    loads[id] = nil
    switch outcome {
    case .success(let model): keep(model, for: id)
    case .failure: counted.failures += 1
    }
    return Array(load.waiting)
  }

  private mutating func keep(_ model: LoadedModel<Loaded>, for id: String) {
    guard !isShutDown, isKeepable(model.byteCount) else { return }
    loaded.insert(model, for: id)
    counted.bytes += model.byteCount
    evict()
  }

  private mutating func drop(_ id: String) {
    guard let model = loaded.remove(id) else { return }
    counted.bytes -= model.byteCount
    dropped.append(model.value)
  }

  /// Counts the bytes of a load, instead of what was counted for it before.
  private mutating func hold(_ byteCount: Int?, for id: String) {
    // A model that won't be kept must not displace the others.
    let held = byteCount.flatMap { isKeepable($0) ? $0 : nil }
    counted.bytes += (held ?? 0) - (loads[id]?.heldBytes ?? 0)
    loads[id]?.heldBytes = held
  }

  private func isKeepable(_ byteCount: Int) -> Bool {
    maxCount > 0 && byteCount <= maxBytes
  }

  /// Drops the least recently used models until the others and those that are being loaded are
  /// within the limits.
  private mutating func evict() {
    let loading = loads.values.count { $0.heldBytes != nil }
    while loaded.count + loading > maxCount || counted.bytes > maxBytes,
      let model = loaded.leastRecent
    {
      drop(model.key)
      counted.evictions += 1
    }
  }
}
