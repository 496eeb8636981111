import NIOCore

/// Enforces the limits of a server on one connection.
///
/// The transport's own idle limit isn't sufficient. It asks the peer to leave and then waits for
/// the answer, with keepalive switched off, so a peer that is dead or doesn't answer would occupy a
/// file descriptor for ever. The transport also doesn't close a connection that never becomes
/// HTTP/2, and doesn't end a call without messages.
///
/// The handler comes first in the pipeline, so that it can close the connection at once. A TLS
/// handler before it would wait for the peer's close message.
final class ConnectionGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limits: TransportLimits
  private let table: ConnectionTable
  private var deadlines: ConnectionDeadlines
  private var connection: OpenConnection?
  private var timer: Scheduled<Void>?

  /// How long to wait for bytes that may have arrived before an evicted connection is closed.
  private static let evictionDelay = TimeAmount.milliseconds(20)

  private var callsUnderWay = 0
  private var calls: [ObjectIdentifier: CallGuard] = [:]
  private var silentCalls: [ObjectIdentifier: CallGuard] = [:]

  init(_ limits: TransportLimits, _ table: ConnectionTable) {
    self.limits = limits
    self.table = table
    deadlines = ConnectionDeadlines(limits, begin: .now())
  }

  func channelActive(context: ChannelHandlerContext) {
    let now = NIODeadline.now()
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let connection = OpenConnection(at: now) { [table] connection in
      // Bytes that have arrived are read first, because they may begin a call.
      bound.eventLoop.scheduleTask(in: Self.evictionDelay) {
        guard bound.value.channel.isActive else { return }
        guard connection.unusedSince == nil else { return bound.value.close(promise: nil) }
        table.readmit(connection)
      }
    }
    guard table.admit(connection) else { return context.close(promise: nil) }
    self.connection = connection
    deadlines = ConnectionDeadlines(limits, begin: now)
    checkDeadlines(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    deadlines.bytesArrive(at: .now())
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, connection != nil {
      deadlines.shutdownBegins(at: .now())
      checkDeadlines(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    if let connection { table.remove(connection) }
    connection = nil
    context.fireChannelInactive()
  }

  /// Closes the connection or ends calls if their time is over, and schedules the next check.
  ///
  /// No event sets a deadline that is nearer than the shortest limit. So a check at that interval
  /// misses no deadline, and calls don't have to change the timer.
  private func checkDeadlines(_ context: ChannelHandlerContext) {
    timer?.cancel()
    let now = NIODeadline.now()
    guard context.channel.isActive, deadlines.next > now else {
      return context.close(promise: nil)
    }
    endSilentCalls(at: now)
    for call in calls.values { call.check(at: now) }
    var next = nextCheck(after: now)
    if let deadline = deadlines.answerDeadline {
      if deadline > now { next = min(next, deadline) } else { endCalls() }
    }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(deadline: next) {
      let (handler, context) = bound.value
      handler.checkDeadlines(context)
    }
  }

  /// When the limits have to be checked again, unless the server shuts down.
  func nextCheck(after now: NIODeadline) -> NIODeadline {
    min(deadlines.next, nextSilentCall, nextClosingCall, now + shortestInterval)
  }

  private var shortestInterval: TimeAmount {
    let shortest = min(limits.maxFirstMessageTime, limits.maxPause)
    return min(
      deadlines.shortestInterval, TimeAmount(min(shortest, limits.maxRequestPause ?? shortest)))
  }
}

// MARK: Calls

extension ConnectionGuard {
  func callBegins(_ call: CallGuard) {
    deadlines.callBegins()
    calls[ObjectIdentifier(call)] = call
    silentCalls[ObjectIdentifier(call)] = call
  }

  /// Records that a call is under way: its first message has arrived, the client has ended its side
  /// without one, or the call goes on after a pause.
  func callIsUnderWay(_ call: CallGuard) {
    silentCalls[ObjectIdentifier(call)] = nil
    callsUnderWay += 1
    if callsUnderWay == 1 { connection?.unusedSince = nil }
  }

  /// Records that a call makes no progress any more or was answered.
  func callPauses(_ call: CallGuard) {
    callsUnderWay -= 1
    if callsUnderWay == 0 { connection?.unusedSince = .now() }
  }

  func callEnds(_ call: CallGuard) {
    calls[ObjectIdentifier(call)] = nil
    silentCalls[ObjectIdentifier(call)] = nil
    deadlines.callEnds(at: .now())
    if call.isUnderWay { callPauses(call) }
  }

  private var nextSilentCall: NIODeadline {
    let begin = silentCalls.values.lazy.map(\.begin).min()
    return begin.map { $0 + TimeAmount(limits.maxFirstMessageTime) } ?? .distantFuture
  }

  private var nextClosingCall: NIODeadline {
    calls.values.lazy.compactMap(\.closingDeadline).min() ?? .distantFuture
  }

  private func endCalls() {
    for call in calls.values { call.endForShutdown() }
  }

  private func endSilentCalls(at now: NIODeadline) {
    let latest = now - TimeAmount(limits.maxFirstMessageTime)
    for call in silentCalls.values where call.begin <= latest {
      silentCalls[ObjectIdentifier(call)] = nil
      call.endForSilence()
    }
  }
}
