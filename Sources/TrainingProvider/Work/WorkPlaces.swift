import Synchronization

/// A number of places, and a line of those who wait for one.
final class WorkPlaces: Sendable {
  private let maxWaiting: Int
  private let refusal: ProviderError
  private let state: Mutex<State>

  private struct State {
    var free: Int
    var waiting = 0
    /// Who waits, oldest first, from `first` on; those who were cancelled are still there.
    var line: [Waiter] = []
    var first = 0

    mutating func popFirst() -> Waiter? {
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
  ///   - count: how many places there are.
  ///   - maxWaiting: how many may wait for one.
  ///   - refusal: what one more is told.
  init(_ count: Int, maxWaiting: Int, refusal: ProviderError) {
    self.maxWaiting = maxWaiting
    self.refusal = refusal
    state = Mutex(State(free: count))
  }

  /// Takes a place, or waits in line for one.
  ///
  /// - Throws: the refusal, `CancellationError`.
  func enter() async throws {
    guard let waiter = try takeOrLineUp() else { return }
    defer { state.withLock { $0.waiting -= 1 } }
    try await waiter.wait()
  }

  /// Whether somebody waits for a place.
  var isContended: Bool { state.withLock { $0.waiting > 0 } }

  /// Gives a place to the first in line, or back.
  func leave() {
    while let next = next() {
      if next.serve() { return }
    }
  }

  private func takeOrLineUp() throws(ProviderError) -> Waiter? {
    try state.withLock { state throws(ProviderError) in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      guard state.waiting < maxWaiting else { throw refusal }
      let waiter = Waiter()
      state.waiting += 1
      state.line.append(waiter)
      return waiter
    }
  }

  /// The first in line; with nobody there the place becomes free.
  private func next() -> Waiter? {
    state.withLock { state in
      let next = state.popFirst()
      if next == nil { state.free += 1 }
      return next
    }
  }
}
