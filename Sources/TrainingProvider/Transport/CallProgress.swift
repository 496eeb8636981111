import NIOCore

/// The progress of a call: which side waits for the other, and since when.
struct CallProgress {
  private var isRequestOver = false
  private var isHeldBack = false
  private var lastRead: NIODeadline?
  private var writes = 0
  private var lastWrite = NIODeadline.uptimeNanoseconds(0)

  /// Whether the headers of the request have arrived.
  var hasHeaders: Bool { lastRead != nil }

  /// Records that headers or data arrived from the client.
  mutating func bytesArrive(at now: NIODeadline) {
    lastRead = now
  }

  /// Records that the bytes that arrived were passed on. The client can send only one more window
  /// until ``readGoesOn(at:)``.
  mutating func readPauses() {
    isHeldBack = true
  }

  /// Records that the service has room for more.
  mutating func readGoesOn(at now: NIODeadline) {
    // The client isn't to blame for the time in which it couldn't send.
    if isHeldBack, lastRead != nil { lastRead = now }
    isHeldBack = false
  }

  /// Records that the client has sent everything.
  mutating func requestEnds() {
    isRequestOver = true
  }

  /// Records that a write to the client begins.
  mutating func writeBegins(at now: NIODeadline) {
    if writes == 0 { lastWrite = now }
    writes += 1
  }

  /// Records that a write to the client has ended.
  mutating func writeEnds(at now: NIODeadline) {
    writes -= 1
    lastWrite = now
  }

  /// Whether, for `time`, the client has neither sent more of its request nor read the answer.
  ///
  /// A call is not stalled while the service works on a complete request, or while it has yet to
  /// read the bytes that have arrived.
  func isStalled(for time: TimeAmount, at now: NIODeadline) -> Bool {
    guard let lastRead else { return false }
    if isRequestOver || isHeldBack { return isUnread(for: time, at: now) }
    return lastRead + time <= now && (writes == 0 || isUnread(for: time, at: now))
  }

  /// Whether the client has read nothing of a pending answer for `time`.
  func isUnread(for time: TimeAmount, at now: NIODeadline) -> Bool {
    writes > 0 && lastWrite + time <= now
  }
}
