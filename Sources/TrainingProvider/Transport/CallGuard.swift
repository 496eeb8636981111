import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOCore

/// Tells its connection's guard how far a call has come, and ends the call if nothing is said.
///
/// A handler, as an interceptor would see only calls of known methods, and only where a server was
/// given one. It comes last in the call's pipeline, where the transport's handlers have turned
/// frames into parts of a request, which they pass on.
final class CallGuard: ChannelInboundHandler {
  typealias InboundIn = RPCRequestPart<GRPCNIOTransportBytes>
  typealias OutboundOut = RPCResponsePart<GRPCNIOTransportBytes>

  /// When the call was opened.
  let begin = NIODeadline.now()

  /// Whether the first message has arrived, or the client has said that it sends none.
  private(set) var isUnderWay = false

  private let connection: ConnectionGuard
  private var context: ChannelHandlerContext?
  private var reset: Scheduled<Void>?

  init(of connection: ConnectionGuard) {
    self.connection = connection
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    connection.callBegins(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    finish()
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .message = unwrapInboundIn(data) { speak() }
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { speak() }
    context.fireUserInboundEventTriggered(event)
  }

  /// Answers the call with DEADLINE_EXCEEDED and cancels it.
  ///
  /// A client that hears of it ends its side. The stream of one that does not is reset, but only
  /// after a while: gRPC's C core, and so Python, forgets a status that it reads together with a
  /// reset.
  func end(_ limits: TransportLimits) {
    guard let context else { return }
    let status = Status(
      code: .deadlineExceeded,
      message: "no message arrived within \(limits.maxFirstMessageTime): "
        + "send the first one when the call is opened")
    context.writeAndFlush(wrapOutboundOut(.status(status, [:])), promise: nil)
    context.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    reset = context.eventLoop.scheduleTask(in: TimeAmount(limits.maxClosingTime)) {
      bound.value.close(promise: nil)
    }
  }

  private func speak() {
    guard !isUnderWay else { return }
    isUnderWay = true
    connection.callIsUnderWay(self)
  }

  private func finish() {
    guard context != nil else { return }
    context = nil
    reset?.cancel()
    connection.callEnds(self)
  }
}
