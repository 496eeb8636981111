import Synchronization

/// A task that waits until it is served or cancelled, whichever comes first.
final class Waiter: Sendable {
  private let state = Mutex(State.new)

  private enum State {
    case new
    case waiting(CheckedContinuation<Void, any Error>)
    case served
    case cancelled
  }

  /// Waits to be served. Called once.
  ///
  /// - Throws: `CancellationError`
  func wait() async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { begin($0) }
    } onCancel: {
      settle(.cancelled)
    }
  }

  /// Ends the wait.
  ///
  /// - Returns: `false` if it was cancelled before.
  @discardableResult
  func serve() -> Bool {
    settle(.served)
  }

  private func begin(_ continuation: CheckedContinuation<Void, any Error>) {
    let wasCancelled = state.withLock { state -> Bool? in
      switch state {
      case .served: return false
      case .cancelled: return true
      case .new, .waiting:
        state = .waiting(continuation)
        return nil
      }
    }
    guard let wasCancelled else { return }
    continuation.resume(with: wasCancelled ? .failure(CancellationError()) : .success(()))
  }

  @discardableResult
  private func settle(_ end: State) -> Bool {
    let (isFirst, continuation) = state.withLock {
      state -> (Bool, CheckedContinuation<Void, any Error>?) in
      switch state {
      case .new:
        state = end
        return (true, nil)
      case .waiting(let continuation):
        state = end
        return (true, continuation)
      case .served, .cancelled:
        return (false, nil)
      }
    }
    if case .cancelled = end {
      continuation?.resume(throwing: CancellationError())
    } else {
      continuation?.resume()
    }
    return isFirst
  }
}
