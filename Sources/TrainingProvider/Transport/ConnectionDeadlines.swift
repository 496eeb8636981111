import NIOCore

/// When a connection has to be closed, by what has happened on it.
struct ConnectionDeadlines {
  private let limits: TransportLimits
  private let begin: NIODeadline
  private var lastRead: NIODeadline
  private var lastCallEnd: NIODeadline?
  private var openCalls = 0
  private var shutdown: NIODeadline?

  init(_ limits: TransportLimits, begin: NIODeadline) {
    self.limits = limits
    self.begin = begin
    lastRead = begin
  }

  /// Records that something came from the peer.
  mutating func bytesArrive(at now: NIODeadline) {
    lastRead = now
  }

  mutating func callBegins() {
    openCalls += 1
  }

  mutating func callEnds(at now: NIODeadline) {
    openCalls -= 1
    lastCallEnd = now
  }

  /// Records that the peer was asked to leave, once its calls have ended.
  mutating func shutdownBegins(at now: NIODeadline) {
    shutdown = shutdown ?? now
  }

  /// When the connection has to be closed if nothing happens before.
  var next: NIODeadline {
    let silent = lastRead + TimeAmount(limits.maxSilence)
    return min(silent, unused ?? silent, shutDown ?? silent)
  }

  /// The least time from something that happens to a deadline that follows from it.
  var shortest: TimeAmount {
    let idle = limits.maxIdleTime + limits.maxClosingTime
    let running = min(limits.maxSetupTime, idle, limits.maxSilence)
    guard shutdown != nil else { return TimeAmount(running) }
    return TimeAmount(min(running, limits.maxClosingTime, limits.maxGraceTime))
  }

  private var unused: NIODeadline? {
    guard openCalls == 0 else { return nil }
    guard let lastCallEnd else { return begin + TimeAmount(limits.maxSetupTime) }
    return lastCallEnd + TimeAmount(limits.maxIdleTime + limits.maxClosingTime)
  }

  private var shutDown: NIODeadline? {
    guard let shutdown else { return nil }
    guard openCalls == 0 else { return shutdown + TimeAmount(limits.maxGraceTime) }
    return max(shutdown, lastCallEnd ?? shutdown) + TimeAmount(limits.maxClosingTime)
  }
}
