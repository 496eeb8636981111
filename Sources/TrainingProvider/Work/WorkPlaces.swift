import DequeModule
import Synchronization

/// A fixed number of places, and a queue of tasks that wait for one.
final class WorkPlaces: Sendable {
  private let maxWaiting: Int
  private let refusal: ProviderError
  private let state: Mutex<State>

  private struct State {
    var free: Int
    /// Who waits, oldest first.
    var line: Deque<Answer<Void>> = []
  }

  /// - Parameters:
  ///   - count: how many places there are; at least one.
  ///   - maxWaiting: how many may wait for one.
  ///   - refusal: the error for a task that finds the queue full or whose deadline passes.
  init(_ count: Int, maxWaiting: Int, refusal: ProviderError) {
    self.maxWaiting = maxWaiting
    self.refusal = refusal
    state = Mutex(State(free: max(count, 1)))
  }

  /// How many places are free.
  var free: Int { state.withLock(\.free) }

  /// How many wait for a place.
  var waiting: Int { state.withLock(\.line.count) }

  /// Takes a place, or waits in line for one.
  ///
  /// - Parameter deadline: until when to wait; `nil` for as long as it takes.
  /// - Throws: the refusal, `CancellationError`.
  func enter(until deadline: ContinuousClock.Instant? = nil) async throws {
    guard let turn = try takeOrLineUp() else { return }
    do {
      guard let deadline else { return try await turn.value }
      try await withDeadline(deadline, orThrow: refusal) { try await turn.value }
    } catch {
      // The turn may have come just as the wait ended.
      if case .success = turn.given { leave() }
      state.withLock { $0.line.removeAll { $0 === turn } }
      throw error
    }
  }

  /// Gives a place to the first in line, or back.
  func leave() {
    while let next = next() {
      if next.give(.success(())) { return }
    }
  }

  private func takeOrLineUp() throws(ProviderError) -> Answer<Void>? {
    try state.withLock { state throws(ProviderError) in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      guard state.line.count < maxWaiting else { throw refusal }
      let turn = Answer<Void>()
      state.line.append(turn)
      return turn
    }
  }

  /// The first in line; with nobody there the place becomes free.
  private func next() -> Answer<Void>? {
    state.withLock { state in
      let next = state.line.popFirst()
      if next == nil { state.free += 1 }
      return next
    }
  }
}
