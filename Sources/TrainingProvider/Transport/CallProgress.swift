import NIOCore

/// How a call gets on: who waits for whom, and since when.
struct CallProgress {
  private var isRequestOver = false
  private var lastRead: NIODeadline?
  private var writes = 0
  private var lastWrite = NIODeadline.uptimeNanoseconds(0)

  /// Whether the call has been opened.
  var hasHeaders: Bool { lastRead != nil }

  /// Records that something came from the client: headers first, then data.
  mutating func bytesArrive(at now: NIODeadline) {
    lastRead = now
  }

  /// Records that the client sends nothing more.
  mutating func requestEnds() {
    isRequestOver = true
  }

  /// Records that something is to be sent to the client.
  mutating func writeBegins(at now: NIODeadline) {
    if writes == 0 { lastWrite = now }
    writes += 1
  }

  /// Records that something has been sent to the client.
  mutating func writeEnds(at now: NIODeadline) {
    writes -= 1
    lastWrite = now
  }

  /// Whether the client has neither sent what is missing nor read what there is for `time`.
  ///
  /// A service that takes its time over a complete request stalls nothing.
  func isStalled(for time: TimeAmount, at now: NIODeadline) -> Bool {
    guard let lastRead else { return false }
    if isRequestOver { return isUnread(for: time, at: now) }
    return lastRead + time <= now && (writes == 0 || isUnread(for: time, at: now))
  }

  /// Whether the client has read nothing of what there is for `time`.
  func isUnread(for time: TimeAmount, at now: NIODeadline) -> Bool {
    writes > 0 && lastWrite + time <= now
  }
}
