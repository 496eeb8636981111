import Synchronization

/// Space that is reserved for a dataset while it arrives.
///
/// A ``BlobStore`` calls ``refresh(for:)`` and then ``use(_:)`` before it stores bytes, so that all files
/// together stay within ``StorageLimits``.
public final class StorageReservation: Sendable {
  /// `nil` if there are no limits.
  private let budget: StorageBudget?
  private let state: Mutex<State>

  private struct State {
    var promised: UInt64
    /// The larger of the file's expected and its present size.
    var size: UInt64
    var written: UInt64 = 0
    /// How many bytes all files in transfer may have.
    var ceiling: UInt64

    /// By how much the size grows if further bytes are written.
    func growth(by byteCount: UInt64) -> UInt64 {
      written + byteCount - min(written + byteCount, size)
    }
  }

  /// - Parameters:
  ///   - promised: how many bytes are kept free for the file.
  ///   - size: the expected size of the file; 0 if it is unknown.
  ///   - ceiling: how many bytes all files in transfer may have.
  init(promised: UInt64, size: UInt64, ceiling: UInt64, from budget: StorageBudget) {
    self.budget = budget
    state = Mutex(State(promised: promised, size: size, ceiling: ceiling))
  }

  /// Creates a reservation without limits, for a program that stores blobs while no provider runs.
  package init() {
    budget = nil
    state = Mutex(State(promised: 0, size: 0, ceiling: .max))
  }

  deinit {
    release()
  }

  /// The larger of the file's expected and its present size, in bytes.
  var size: UInt64 { state.withLock(\.size) }

  /// How many bytes are reserved for data that has yet to be written.
  var promised: UInt64 { state.withLock(\.promised) }

  /// How many bytes of the file were written.
  var written: UInt64 { state.withLock(\.written) }

  /// Finds out anew how much space there is if some bytes would exceed what there was. Other models
  /// may have been deleted since.
  public func refresh(for byteCount: UInt64) async {
    let (growth, ceiling) = state.withLock { ($0.growth(by: byteCount), $0.ceiling) }
    guard let budget, growth > 0, !budget.canGrow(by: growth, below: ceiling) else { return }
    guard let ceiling = try? await budget.ceiling() else { return }
    state.withLock { $0.ceiling = ceiling }
  }

  /// Records that bytes are about to be written. Blocks for a moment. If this throws, don't write them.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/storageFull``.
  public func use(_ byteCount: UInt64) throws(ProviderError) {
    let (growth, ceiling) = state.withLock { ($0.growth(by: byteCount), $0.ceiling) }
    try budget?.grow(by: growth, below: ceiling)
    let promised = state.withLock { state in
      let promised = min(state.promised, byteCount)
      state.promised -= promised
      state.written += byteCount
      state.size = max(state.size, state.written)
      return promised
    }
    budget?.takeBack(promised)
    try budget?.countWritten(byteCount)
  }

  /// Gives the space back, because the file is gone or won't arrive. Does nothing after the first
  /// call, or after ``settle()``.
  func release() {
    budget?.forget(end())
  }

  /// Records that the registry counts the bytes of the file from now on.
  func settle() {
    budget?.settle(end())
  }

  /// - Returns: the size that is no longer reserved.
  private func end() -> UInt64 {
    let (promised, size) = state.withLock { state in
      defer { (state.promised, state.size, state.written) = (0, 0, 0) }
      return (state.promised, state.size)
    }
    budget?.takeBack(promised)
    return size
  }
}
