import Synchronization

/// A value that several tasks can change.
final class Shared<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) {
    mutex = Mutex(value)
  }

  var value: Value { mutex.withLock(\.self) }

  func change<T: Sendable>(_ change: @Sendable (inout Value) -> T) -> T {
    mutex.withLock { change(&$0) }
  }
}
