import Synchronization

/// Numbers from 1, each given once.
final class Numbers: Sendable {
  private let last = Atomic(0)

  /// How many were given.
  var count: Int { last.load(ordering: .relaxed) }

  func next() -> Int {
    last.wrappingAdd(1, ordering: .relaxed).newValue
  }
}
