import Synchronization

/// A counter that returns the numbers from 1.
final class Counter: Sendable {
  private let last = Atomic(0)

  /// How many numbers were returned.
  var count: Int { last.load(ordering: .relaxed) }

  func next() -> Int {
    last.wrappingAdd(1, ordering: .relaxed).newValue
  }
}
