import Synchronization

/// A number of places, and a line of those who wait for one.
final class WorkPlaces: Sendable {
  private let maxWaiting: Int
  private let refusal: ProviderError
  private let state: Mutex<State>

  private struct State {
    var free: Int
    var waiting = 0
    /// Who waits, oldest first, from `first` on; those who gave up are still there.
    var line: [Answer<Void>] = []
    var first = 0

    mutating func popFirst() -> Answer<Void>? {
      guard first < line.count else {
        line = []
        first = 0
        return nil
      }
      defer { first += 1 }
      if first > 1024 {
        line.removeFirst(first)
        first = 0
      }
      return line[first]
    }
  }

  /// - Parameters:
  ///   - count: how many places there are; at least one.
  ///   - maxWaiting: how many may wait for one.
  ///   - refusal: what one more is told, and one whose time is over.
  init(_ count: Int, maxWaiting: Int, refusal: ProviderError) {
    self.maxWaiting = maxWaiting
    self.refusal = refusal
    state = Mutex(State(free: max(count, 1)))
  }

  /// How many places are free.
  var free: Int { state.withLock(\.free) }

  /// How many wait for a place.
  var waiting: Int { state.withLock(\.waiting) }

  /// Takes a place, or waits in line for one.
  ///
  /// - Parameter deadline: until when to wait; `nil` for as long as it takes.
  /// - Throws: the refusal, `CancellationError`.
  func enter(until deadline: ContinuousClock.Instant? = nil) async throws {
    guard let turn = try takeOrLineUp() else { return }
    defer { state.withLock { $0.waiting -= 1 } }
    do {
      guard let deadline else { return try await turn.value }
      try await withDeadline(deadline, orThrow: refusal) { try await turn.value }
    } catch {
      // The turn may have come just as the wait ended.
      if case .success = turn.given { leave() }
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
      guard state.waiting < maxWaiting else { throw refusal }
      let turn = Answer<Void>()
      state.waiting += 1
      state.line.append(turn)
      return turn
    }
  }

  /// The first in line; with nobody there the place becomes free.
  private func next() -> Answer<Void>? {
    state.withLock { state in
      let next = state.popFirst()
      if next == nil { state.free += 1 }
      return next
    }
  }
}
