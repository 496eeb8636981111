import Synchronization

/// A value that is set once and that any number of tasks can wait for.
final class Promise<Value: Sendable>: Sendable {
  private let state = Mutex(State.waiting([]))

  private enum State {
    case waiting([CheckedContinuation<Value, Never>])
    case kept(Value)
  }

  /// The value; `nil` until it is set.
  var current: Value? {
    state.withLock { if case .kept(let value) = $0 { value } else { nil } }
  }

  /// The value, as soon as it is set. Cancelled tasks wait, too.
  var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let value = state.withLock { state -> Value? in
          switch state {
          case .kept(let value): return value
          case .waiting(let others):
            state = .waiting(others + [continuation])
            return nil
          }
        }
        if let value { continuation.resume(returning: value) }
      }
    }
  }

  /// Sets the value, unless it is already set.
  func keep(_ value: Value) {
    let waiting = state.withLock { state -> [CheckedContinuation<Value, Never>] in
      guard case .waiting(let waiting) = state else { return [] }
      state = .kept(value)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }
}
