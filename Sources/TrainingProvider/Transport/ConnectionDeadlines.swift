import NIOCore

/// Computes when a connection has to be closed from what has happened on it.
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

  /// Records that bytes arrived from the peer.
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

  /// Records that the server began to shut down and asked the peer to leave.
  mutating func shutdownBegins(at now: NIODeadline) {
    shutdown = shutdown ?? now
  }

  /// The time at which the connection has to be closed if nothing else happens.
  var next: NIODeadline {
    let silenceDeadline = lastRead + TimeAmount(limits.maxSilence)
    return min(
      silenceDeadline, unusedDeadline ?? silenceDeadline, shutdownDeadline ?? silenceDeadline)
  }

  /// The time at which calls that are still open have to be answered, because the server shuts
  /// down. It is a little before that at which the connection is closed, so that clients learn why.
  var answerDeadline: NIODeadline? {
    shutdown.map { $0 + TimeAmount(limits.maxGraceTime * 0.9) }
  }

  /// The shortest time between an event and a deadline that results from it.
  var shortestInterval: TimeAmount {
    let idle = limits.maxIdleTime + limits.maxClosingTime
    let running = min(limits.maxSetupTime, idle, limits.maxSilence)
    guard shutdown != nil else { return TimeAmount(running) }
    return TimeAmount(min(running, limits.maxClosingTime, limits.maxGraceTime))
  }

  private var unusedDeadline: NIODeadline? {
    guard openCalls == 0 else { return nil }
    guard let lastCallEnd else { return begin + TimeAmount(limits.maxSetupTime) }
    return lastCallEnd + TimeAmount(limits.maxIdleTime + limits.maxClosingTime)
  }

  private var shutdownDeadline: NIODeadline? {
    guard let shutdown else { return nil }
    guard openCalls == 0 else { return shutdown + TimeAmount(limits.maxGraceTime) }
    return max(shutdown, lastCallEnd ?? shutdown) + TimeAmount(limits.maxClosingTime)
  }
}
