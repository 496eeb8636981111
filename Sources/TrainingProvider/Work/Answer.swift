import Synchronization

/// A value that one task waits for and that is given once.
///
/// The task stops waiting as soon as it is cancelled; whoever works on the value goes on and finds
/// out that nobody wants it any more.
final class Answer<Value: Sendable>: Sendable {
  private enum State {
    case open(CheckedContinuation<Value, any Error>?)
    case given(Result<Value, any Error>)
  }

  private let state = Mutex(State.open(nil))

  /// Gives the value, or the reason why there is none.
  ///
  /// - Returns: whether it was the first to be given; others have no effect.
  @discardableResult
  func give(_ result: Result<Value, any Error>) -> Bool {
    let (waiter, isFirst) = state.withLock { state in
      guard case .open(let waiter) = state else {
        return (CheckedContinuation<Value, any Error>?.none, false)
      }
      state = .given(result)
      return (waiter, true)
    }
    waiter?.resume(with: result)
    return isFirst
  }

  /// What was given, `nil` until then. A waiting task that is cancelled gives a
  /// `CancellationError`.
  var given: Result<Value, any Error>? {
    state.withLock { state in
      guard case .given(let result) = state else { return nil }
      return result
    }
  }

  /// The value, as soon as it is given. Only one task may wait for it.
  var value: Value {
    get async throws {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let result: Result<Value, any Error>? = state.withLock { state in
            if case .given(let result) = state { return result }
            state = .open(continuation)
            return nil
          }
          if let result { continuation.resume(with: result) }
        }
      } onCancel: {
        give(.failure(CancellationError()))
      }
    }
  }
}
