import Synchronization

/// The models that were read last, for as long as the database doesn't change.
///
/// A model is handed out only if ``ChangeCounter`` shows that nobody has changed the database since
/// the model was read, or that only this registry has changed it, and only other models.
final class RecentModels: Sendable {
  /// A state of the database, in which no more than one transaction can follow another.
  typealias Version = UInt32

  private let counter: ChangeCounter
  private let maxCount: Int
  private let state = Mutex(State())

  private struct State {
    /// The state of the database from which all models are.
    var version: Version?

    /// The state on which a change of this registry is based that is being made.
    var changing: Version?

    var models = LeastRecentlyUsed<String, StoredModel>()

    mutating func clear(_ version: Version?) {
      self.version = version
      models = LeastRecentlyUsed()
    }
  }

  /// - Parameter maxCount: how many models are kept.
  init(counter: ChangeCounter, maxCount: Int = 4096) {
    self.counter = counter
    self.maxCount = maxCount
  }

  /// The state of the database that the next reader sees, or a later one.
  var version: Version? { counter.value }

  /// Returns a model if it is known what the database contains.
  func model(withID id: String) -> StoredModel? {
    state.withLock { state in
      guard let version = counter.value else { return nil }
      if state.version != version {
        // A change of this registry leaves the others alone. It is about to say which one it was.
        if let changing = state.changing, version == changing &+ 1 { return nil }
        state.clear(version)
      }
      return state.models.use(id)
    }
  }

  /// Keeps a model that was read.
  ///
  /// - Parameter version: the state of the database before the model was read.
  func keep(_ model: StoredModel, readAfter version: Version?) {
    state.withLock { state in
      guard let version, version == state.version, version == counter.value else { return }
      state.models.insert(model, for: model.id)
      if state.models.count > maxCount, let oldest = state.models.leastRecent {
        state.models.remove(oldest.key)
      }
    }
  }

  /// Says that this registry is about to change the database. Call it inside the transaction, while
  /// nobody else can commit one.
  func beginChange() {
    state.withLock { $0.changing = counter.value }
  }

  /// Says that the transaction is over.
  ///
  /// - Parameters:
  ///   - id: the model that may have changed.
  ///   - isStored: whether the transaction was committed and had changes; `nil` if that is unknown.
  func endChange(of id: String, isStored: Bool?) {
    state.withLock { state in
      defer { state.changing = nil }
      guard let changing = state.changing, let isStored else { return state.clear(nil) }
      let next = isStored ? changing &+ 1 : changing
      guard state.version == changing || state.version == next else { return state.clear(nil) }
      state.version = next
      state.models.remove(id)
    }
  }
}
