import NIOCore

/// The progress of a call: which side waits for the other, and since when.
struct CallProgress {
  /// How many bytes of an unfinished message count as progress.
  private let leastBytes: Int
  private var isRequestOver = false
  private var heldBackSince: NIODeadline?
  /// When the client last sent a whole message or enough bytes of one.
  private var lastProgress: NIODeadline?
  /// How many bytes have arrived since then.
  private var newBytes = 0
  private var writes = 0
  private var lastWrite = NIODeadline.uptimeNanoseconds(0)

  /// - Parameter leastBytes: how many bytes of an unfinished message count as progress. Otherwise a
  ///   client could appear to be sending by sending a byte now and then.
  init(leastBytes: Int) {
    self.leastBytes = leastBytes
  }

  /// Whether the headers of the request have arrived.
  var hasHeaders: Bool { lastProgress != nil }

  /// Records that the headers of the request arrived.
  mutating func headersArrive(at now: NIODeadline) {
    lastProgress = now
  }

  /// Records that data arrived from the client.
  ///
  /// - Parameters:
  ///   - count: the number of bytes.
  ///   - completesMessage: whether they end a message.
  /// - Returns: whether the client has made progress.
  mutating func bytesArrive(
    _ count: Int, completingMessage completesMessage: Bool, at now: NIODeadline
  ) -> Bool {
    newBytes += count
    guard completesMessage || newBytes >= leastBytes else { return false }
    newBytes = 0
    lastProgress = now
    return true
  }

  /// Records that the bytes that arrived were passed on. The client can send only one more window
  /// until ``readGoesOn(at:)``.
  mutating func readPauses(at now: NIODeadline) {
    heldBackSince = heldBackSince ?? now
  }

  /// Records that the service has room for more.
  mutating func readGoesOn(at now: NIODeadline) {
    // The client isn't to blame for the time in which it couldn't send.
    if let heldBackSince, let progress = lastProgress {
      lastProgress = progress + (now - heldBackSince)
    }
    heldBackSince = nil
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
    guard hasHeaders else { return false }
    if isRequestOver || heldBackSince != nil { return isUnread(for: time, at: now) }
    return isUnsent(for: time, at: now) && (writes == 0 || isUnread(for: time, at: now))
  }

  /// Whether, for `time`, the client could have sent more of its request and didn't.
  func isUnsent(for time: TimeAmount, at now: NIODeadline) -> Bool {
    guard let lastProgress, !isRequestOver, heldBackSince == nil else { return false }
    return lastProgress + time <= now
  }

  /// Whether the client has read nothing of a pending answer for `time`.
  func isUnread(for time: TimeAmount, at now: NIODeadline) -> Bool {
    writes > 0 && lastWrite + time <= now
  }
}
