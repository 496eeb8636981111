import Synchronization

/// Room on the disk that was promised to a file.
final class StorageReservation: Sendable {
  private let budget: StorageBudget
  private let ceiling: UInt64
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
  ///   - ceiling: how many bytes all files that are on their way may have.
  init(promised: UInt64, size: UInt64, ceiling: UInt64, from budget: StorageBudget) {
    self.budget = budget
    self.ceiling = ceiling
    state = Mutex(State(promised: promised, size: size))
  }

  deinit {
    release()
  }

  /// How many bytes the file has or will have.
  var size: UInt64 { state.withLock(\.size) }

  /// Records that bytes are about to be written. Blocks for a moment.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull``.
  func use(_ byteCount: UInt64) throws(ProviderError) {
    let growth = state.withLock { state in
      state.written + byteCount - min(state.written + byteCount, state.size)
    }
    try budget.grow(by: growth, below: ceiling)
    let (promised, isDue) = state.withLock { state in
      let promised = min(state.promised, byteCount)
      state.promised -= promised
      state.written += byteCount
      state.size = max(state.size, state.written)
      state.sinceCheck += byteCount
      let isDue = state.sinceCheck >= Self.checkInterval
      if isDue { state.sinceCheck = 0 }
      return (promised, isDue)
    }
    budget.takeBack(promised)
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
