import Synchronization

/// Bounds how many probes go on at once. Others wait for their turn, in order.
final class ProbeSlots: Sendable {
  private struct State {
    var free: Int
    var waiting: [Answer<Void>] = []
  }

  private let state: Mutex<State>

  /// - Parameter limit: how many probes go on at once; at least one does.
  init(_ limit: Int) {
    state = Mutex(State(free: max(limit, 1)))
  }

  /// How many more probes could begin at once.
  var free: Int { state.withLock { $0.free } }

  /// How many probes wait.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Runs `probe` when it is its turn.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/fetchFailed`` if its turn has not come
  ///   at `deadline`; `CancellationError`; what `probe` throws.
  func use<T>(
    until deadline: ContinuousClock.Instant, _ probe: () async throws -> T
  ) async throws -> T {
    try await enter(until: deadline)
    defer { leave() }
    return try await probe()
  }

  private func enter(until deadline: ContinuousClock.Instant) async throws {
    let turn = Answer<Void>()
    let isFree = state.withLock { state in
      guard state.free == 0 else {
        state.free -= 1
        return true
      }
      state.waiting.append(turn)
      return false
    }
    guard !isFree else { return }
    do {
      try await withDeadline(deadline, orThrow: Self.busy) { try await turn.value }
    } catch {
      giveUp(turn)
      throw error
    }
  }

  private func giveUp(_ turn: Answer<Void>) {
    // The turn may have come just as the time was over.
    if case .success = turn.given { leave() }
    state.withLock { $0.waiting.removeAll { $0 === turn } }
  }

  private func leave() {
    state.withLock { state in
      while !state.waiting.isEmpty {
        guard !state.waiting.removeFirst().give(.success(())) else { return }
      }
      state.free += 1
    }
  }

  private static let busy = ProviderError(
    .fetchFailed, "too many links are being checked; try again later",
    field: "training_data_link")
}
