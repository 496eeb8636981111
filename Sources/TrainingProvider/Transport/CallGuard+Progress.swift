import GRPCCore
import NIOCore

/// Whether a call goes on.
extension CallGuard {
  /// Checks whether the call still makes progress.
  ///
  /// A call in which the client could send or read but does neither is no longer under way. If the
  /// client hasn't read the answer for so long that it must be dead, the call is closed.
  func check(at now: NIODeadline) {
    if let deadline = closingDeadline, deadline <= now {
      closingDeadline = nil
      context?.close(promise: nil)
    }
    if progress.isStalled(for: TimeAmount(limits.maxPause), at: now) { pause() }
    if let time = limits.maxRequestPause, !hasAnswered,
      progress.isUnsent(for: TimeAmount(time), at: now)
    {
      end(
        .deadlineExceeded,
        "the request did not go on for \(time): send all messages, then end the request")
    }
    if progress.isUnread(for: TimeAmount(limits.maxSilence), at: now) {
      context?.close(promise: nil)
    }
  }

  func markUnderWay() {
    // After the answer, nothing that the client sends matters.
    guard !isUnderWay, !hasAnswered, !isEnding else { return }
    isUnderWay = true
    connection.callIsUnderWay(self)
  }

  /// Records that the client makes no progress any more, or has been answered.
  func pause() {
    guard isUnderWay, context != nil else { return }
    isUnderWay = false
    connection.callPauses(self)
  }

  func finish() {
    guard context != nil else { return }
    context = nil
    if let sender { unfinished.forget(sender) }
    sender = nil
    closing?.cancel()
    deadline?.cancel()
    endPacing()
    connection.callEnds(self)
  }
}
