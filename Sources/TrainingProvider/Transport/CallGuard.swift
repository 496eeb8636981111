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

  /// Answers the call with DEADLINE_EXCEEDED, cancels it and resets its stream, as the client may
  /// never end its side.
  func end(after limit: Duration) {
    guard let context else { return }
    let status = Status(
      code: .deadlineExceeded,
      message: "no message arrived within \(limit): send the first one when the call is opened")
    context.writeAndFlush(wrapOutboundOut(.status(status, [:])), promise: nil)
    context.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    context.close(promise: nil)
  }

  private func speak() {
    guard !isUnderWay else { return }
    isUnderWay = true
    connection.callIsUnderWay(self)
  }

  private func finish() {
    guard context != nil else { return }
    context = nil
    connection.callEnds(self)
  }
}
