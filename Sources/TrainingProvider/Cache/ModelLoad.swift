/// A model that is being loaded, and the callers that wait for it.
struct ModelLoad<Loaded: Sendable>: Sendable {
  /// An attempt to load the model from one version of its artefacts.
  typealias Attempt = Task<LoadedModel<Loaded>, any Error>

  /// How often the model may have become another one while it was being loaded.
  private(set) var expiries = 0

  /// How many bytes count against the cache's limit; `nil` before the model is read into memory.
  var heldBytes: Int?

  private var attempt: (task: Attempt, version: String)?
  private var turns: [ObjectIdentifier: Promise<Loaded>] = [:]

  /// The callers that wait.
  var waiting: some Collection<Promise<Loaded>> { turns.values }

  /// Adds a caller.
  ///
  /// - Parameter version: the version of the model when the call began, or later. If it isn't the
  ///   one that is being loaded, either of them is outdated.
  mutating func add(_ turn: Promise<Loaded>, version: String) {
    if let attempt, attempt.version != version { expiries += 1 }
    turns[ObjectIdentifier(turn)] = turn
  }

  /// Removes a caller.
  mutating func remove(_ turn: Promise<Loaded>) {
    turns[ObjectIdentifier(turn)] = nil
  }

  /// Replaces the previous attempt.
  mutating func begin(_ attempt: Attempt, of version: String) {
    self.attempt = (attempt, version)
  }

  /// Cancels the attempt unless it is one of `version`.
  mutating func expire(unless version: String?) {
    guard attempt?.version != version || version == nil else { return }
    expiries += 1
    attempt?.task.cancel()
  }
}
