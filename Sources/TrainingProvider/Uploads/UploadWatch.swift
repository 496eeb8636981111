import Synchronization

/// Notices when an upload takes too long.
final class UploadWatch: Sendable {
  private let limits: UploadLimits
  private let begin = ContinuousClock.now
  private let state: Mutex<State>

  private struct State {
    var lastBatch: ContinuousClock.Instant
    var verdict: ProviderError?
  }

  init(_ limits: UploadLimits) {
    self.limits = limits
    state = Mutex(State(lastBatch: begin))
  }

  /// Why the upload was stopped; `nil` if it was not.
  var verdict: ProviderError? { state.withLock(\.verdict) }

  /// Tells that a batch arrived.
  func touch() {
    state.withLock { $0.lastBatch = .now }
  }

  /// Waits until the upload has taken too long.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/uploadTimedOut``, which is also the
  ///   ``verdict``; `CancellationError` if the task is cancelled before.
  func expire() async throws {
    while true {
      let idle = state.withLock(\.lastBatch) + limits.idleTimeout
      let end = begin + limits.timeout
      try await Task.sleep(until: min(idle, end), clock: .continuous)
      if let verdict = judge(end: end) { throw verdict }
    }
  }

  private func judge(end: ContinuousClock.Instant) -> ProviderError? {
    state.withLock { state in
      let now = ContinuousClock.now
      if now >= end {
        state.verdict = timedOut("the upload took longer than \(limits.timeout)")
      } else if now >= state.lastBatch + limits.idleTimeout {
        state.verdict = timedOut("no batch arrived for \(limits.idleTimeout)")
      }
      return state.verdict
    }
  }

  private func timedOut(_ message: String) -> ProviderError {
    ProviderError(.uploadTimedOut, "\(message): upload the file again")
  }
}
