import Synchronization

/// A value that several tasks use.
final class Shared<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  init(_ value: Value) {
    state = Mutex(value)
  }

  var value: Value { state.withLock(\.self) }

  func set(_ value: Value) {
    state.withLock { $0 = value }
  }
}
