import Synchronization

/// A value that is set once and that one task can wait for.
///
/// The task stops waiting as soon as it is cancelled. The code that produces the value goes on, and
/// can see in ``outcome`` that the value is no longer needed.
package final class Promise<Value: Sendable>: Sendable {
  private enum State {
    case open(CheckedContinuation<Value, any Error>?)
    case resolved(Result<Value, any Error>)
  }

  private let state = Mutex(State.open(nil))

  package init() {}

  /// Sets the value or an error.
  ///
  /// - Returns: whether this was the first call. Further calls have no effect.
  @discardableResult
  package func resolve(_ result: Result<Value, any Error>) -> Bool {
    let (waiter, isFirst) = state.withLock { state in
      guard case .open(let waiter) = state else {
        return (CheckedContinuation<Value, any Error>?.none, false)
      }
      state = .resolved(result)
      return (waiter, true)
    }
    waiter?.resume(with: result)
    return isFirst
  }

  /// The value or error; `nil` until it is set. If the waiting task is cancelled, this is a
  /// `CancellationError`.
  package var outcome: Result<Value, any Error>? {
    state.withLock { state in
      guard case .resolved(let result) = state else { return nil }
      return result
    }
  }

  /// The value, as soon as it is set. Only one task may wait for it.
  package var value: Value {
    get async throws {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let result: Result<Value, any Error>? = state.withLock { state in
            if case .resolved(let result) = state { return result }
            state = .open(continuation)
            return nil
          }
          if let result { continuation.resume(with: result) }
        }
      } onCancel: {
        resolve(.failure(CancellationError()))
      }
    }
  }
}
