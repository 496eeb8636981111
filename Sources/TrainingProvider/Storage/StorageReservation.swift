import Synchronization

/// Room on the disk that was promised to a file.
final class StorageReservation: Sendable {
  private let budget: StorageBudget
  private let state: Mutex<State>

  private struct State {
    var promised: UInt64
    /// What the file has or will have, whichever is more.
    var size: UInt64
    var written: UInt64 = 0
    var sinceCheck: UInt64 = 0
  }

  /// How many bytes are written between two looks at the free space.
  private static let checkInterval: UInt64 = 16 << 20

  /// - Parameters:
  ///   - promised: how many bytes are kept free for the file.
  ///   - size: how many bytes it is going to have; 0 if nobody knows.
  init(promised: UInt64, size: UInt64, from budget: StorageBudget) {
    self.budget = budget
    state = Mutex(State(promised: promised, size: size))
  }

  deinit {
    release()
  }

  /// Tells that bytes are about to be written. Blocks for a moment.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull``.
  func use(_ byteCount: UInt64) throws(ProviderError) {
    let (promised, growth, isDue) = state.withLock { state in
      let promised = min(state.promised, byteCount)
      state.promised -= promised
      state.written += byteCount
      let growth = state.written - min(state.written, state.size)
      state.size += growth
      state.sinceCheck += byteCount
      let isDue = state.sinceCheck >= Self.checkInterval
      if isDue { state.sinceCheck = 0 }
      return (promised, growth, isDue)
    }
    budget.takeBack(promised)
    budget.grow(by: growth)
    if isDue { try budget.checkFreeNow() }
  }

  /// Gives back what is left. Can be called more than once.
  func release() {
    let (promised, size) = state.withLock { state in
      defer { (state.promised, state.size, state.written) = (0, 0, 0) }
      return (state.promised, state.size)
    }
    budget.takeBack(promised)
    budget.forget(size)
  }
}
