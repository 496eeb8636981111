import NIOCore

/// Holds a connection to the limits of its server.
///
/// The transport's own idle limit asks the peer to leave and then waits for the answer, with its
/// keepalive switched off: a peer that is dead or does not answer would hold its file descriptor
/// for ever. Nor does the transport close a connection that never becomes HTTP/2, or end a call on
/// which nothing is said.
///
/// It comes first in the pipeline, so that what it closes is closed at once: TLS further up would
/// wait for the peer's goodbye.
final class ConnectionGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limits: TransportLimits
  private let table: ConnectionTable
  private var deadlines: ConnectionDeadlines
  private var connection: OpenConnection?
  private var timer: Scheduled<Void>?

  /// How long a connection that has to go may take to show that it is in use.
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
      // What has arrived is read first: it may be the beginning of a call.
      bound.eventLoop.scheduleTask(in: Self.evictionDelay) {
        guard bound.value.channel.isActive else { return }
        guard connection.unusedSince == nil else { return bound.value.close(promise: nil) }
        table.readmit(connection)
      }
    }
    guard table.admit(connection) else { return context.close(promise: nil) }
    self.connection = connection
    deadlines = ConnectionDeadlines(limits, begin: now)
    watch(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    deadlines.bytesArrive(at: .now())
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, connection != nil {
      deadlines.shutdownBegins(at: .now())
      watch(context)
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

  /// Closes the connection and ends calls if it is time, and looks again before it can be.
  ///
  /// Nothing that happens sets a deadline sooner than the shortest limit from then on, so a look
  /// that often misses none, and calls need not touch the timer.
  private func watch(_ context: ChannelHandlerContext) {
    timer?.cancel()
    let now = NIODeadline.now()
    guard context.channel.isActive, deadlines.next > now else {
      return context.close(promise: nil)
    }
    endSilentCalls(at: now)
    for call in calls.values { call.look(at: now) }
    let next = min(deadlines.next, nextSilentCall, now + shortest)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(deadline: next) {
      let (handler, context) = bound.value
      handler.watch(context)
    }
  }

  private var shortest: TimeAmount {
    min(deadlines.shortest, TimeAmount(min(limits.maxFirstMessageTime, limits.maxPause)))
  }
}

// MARK: Calls

extension ConnectionGuard {
  func callBegins(_ call: CallGuard) {
    deadlines.callBegins()
    calls[ObjectIdentifier(call)] = call
    silentCalls[ObjectIdentifier(call)] = call
  }

  /// Records that a call is under way: its first message has arrived, or the client sends none; or
  /// it goes on after a pause.
  func callIsUnderWay(_ call: CallGuard) {
    silentCalls[ObjectIdentifier(call)] = nil
    callsUnderWay += 1
    if callsUnderWay == 1 { connection?.unusedSince = nil }
  }

  /// Records that nothing happens in a call any more.
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

  private func endSilentCalls(at now: NIODeadline) {
    let latest = now - TimeAmount(limits.maxFirstMessageTime)
    for call in silentCalls.values where call.begin <= latest {
      silentCalls[ObjectIdentifier(call)] = nil
      call.endSilence()
    }
  }
}
