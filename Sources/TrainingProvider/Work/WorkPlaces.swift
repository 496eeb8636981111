import DequeModule
import Synchronization

/// A fixed number of places, and a queue of tasks that wait for one.
package final class WorkPlaces: Sendable {
  private let maxWaiting: Int
  private let refusal: ProviderError
  private let state: Mutex<State>

  private struct State {
    package var free: Int
    /// The waiting tasks, oldest first.
    var line: Deque<Promise<Void>> = []
  }

  /// - Parameters:
  ///   - count: the number of places; at least one.
  ///   - maxWaiting: how many tasks may wait for a place.
  ///   - refusal: the error for a task if the queue is full or its deadline passes.
  package init(_ count: Int, maxWaiting: Int, refusal: ProviderError) {
    self.maxWaiting = maxWaiting
    self.refusal = refusal
    state = Mutex(State(free: max(count, 1)))
  }

  /// How many places are free.
  package var free: Int { state.withLock(\.free) }

  /// How many tasks wait for a place.
  package var waiting: Int { state.withLock(\.line.count) }

  /// Takes a place, or waits for one.
  ///
  /// - Parameter deadline: how long to wait; `nil` to wait for as long as it takes.
  /// - Throws: the refusal; `CancellationError`.
  package func enter(until deadline: ContinuousClock.Instant? = nil) async throws {
    guard let turn = try takeOrLineUp() else { return }
    do {
      guard let deadline else { return try await turn.value }
      try await withDeadline(deadline, orThrow: refusal) { try await turn.value }
    } catch {
      // The place may have been given to this task just as its wait ended.
      if case .success = turn.outcome { leave() }
      state.withLock { $0.line.removeAll { $0 === turn } }
      throw error
    }
  }

  /// Frees a place, and gives it to the task that has waited for longest.
  package func leave() {
    while let next = next() {
      if next.resolve(.success(())) { return }
    }
  }

  private func takeOrLineUp() throws(ProviderError) -> Promise<Void>? {
    try state.withLock { state throws(ProviderError) in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      guard state.line.count < maxWaiting else { throw refusal }
      let turn = Promise<Void>()
      state.line.append(turn)
      return turn
    }
  }

  /// Removes and returns the task that has waited for longest. If there is none, the place becomes
  /// free.
  private func next() -> Promise<Void>? {
    state.withLock { state in
      let next = state.line.popFirst()
      if next == nil { state.free += 1 }
      return next
    }
  }
}
