import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Reports the progress of a call to the guard of its connection, and ends the call with a status
/// if no message arrives, if the request doesn't go on, if a message is too large, or if the
/// deadline has long passed.
///
/// This is a channel handler and not an interceptor: an interceptor has to be given to each server,
/// sees only calls of known methods, and doesn't see messages that are too large. The handler comes
/// first in the call's pipeline and writes the frames of its answer itself, because the transport's
/// state machine traps when a call is answered twice. From then on it drops the transport's own
/// answer.
final class CallGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload
  typealias OutboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  /// When the call was opened.
  let begin = NIODeadline.now()

  /// Whether the first message has arrived, or the client has ended its side without one, and the
  /// call has neither stalled nor been answered since.
  var isUnderWay = false

  /// When the stream is closed, although the client leaves it open after the answer; `nil` before
  /// the answer.
  var closingDeadline: NIODeadline?

  var progress: CallProgress
  let limits: TransportLimits
  let connection: ConnectionGuard
  let unfinished: UnfinishedMessages
  let pacedCalls: PacedCalls?
  /// How far the call is read ahead of its handler; `nil` if that is up to the transport.
  var pace: Pace?
  var sender: UnfinishedMessages.Sender?
  var scanner: MessageScanner
  var assembler = MessageAssembler()
  var context: ChannelHandlerContext?
  var hasAnswered = false
  var isAnswering = false
  /// Whether this guard answers the call and drops the transport's answer.
  var isEnding = false
  var closing: Scheduled<Void>?
  var deadline: Scheduled<Void>?

  init(
    _ limits: TransportLimits, of connection: ConnectionGuard, _ unfinished: UnfinishedMessages,
    _ pacedCalls: PacedCalls? = nil
  ) {
    self.limits = limits
    self.connection = connection
    self.unfinished = unfinished
    self.pacedCalls = pacedCalls
    scanner = MessageScanner(maxBytes: limits.maxMessageBytes)
    progress = CallProgress(leastBytes: limits.leastProgress)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    sender = UnfinishedMessages.Sender {
      bound.eventLoop.execute { bound.value.endUnfinishedMessage() }
    }
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
    // Frames that arrive after the answer must not begin any work.
    guard !isEnding else { return }
    switch unwrapInboundIn(data) {
    case .headers(let headers): begin(context, headers)
    case .data(let frame): receive(context, frame)
    default: context.fireChannelRead(data)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // The transport would report the call as cancelled when the server begins to shut down,
    // although it can go on. Services could not tell this from a client that has left.
    guard !(event is ChannelShouldQuiesceEvent) else { return }
    context.fireUserInboundEventTriggered(event)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    progress.readPauses(at: .now())
    context.fireChannelReadComplete()
  }

  /// Asks for more bytes. This happens as soon as the bytes that arrived were passed on, unless the
  /// service has left so many messages unread that the transport or this guard holds back further
  /// ones.
  func read(context: ChannelHandlerContext) {
    guard !holdsBack(context) else { return }
    progress.readGoesOn(at: .now())
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isEnding else {
      promise?.fail(ChannelError.outputClosed)
      return
    }
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    progress.writeBegins(at: .now())
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    var isLast = false
    if case .headers(let headers) = unwrapOutboundIn(data) {
      isAnswering = true
      hasAnswered = headers.endStream
      isLast = headers.endStream
    }
    promise.futureResult.whenComplete { [isLast] _ in
      let handler = bound.value
      handler.progress.writeEnds(at: .now())
      guard isLast else { return }
      // The client has the answer now, so a stream that it leaves open can be closed. Wait before
      // that: in a debug build, gRPC Swift's own client traps if it is just writing.
      handler.pause()
      // Most clients close the stream at once, so no timer is set.
      handler.closingDeadline = .now() + TimeAmount(handler.limits.maxPause)
    }
    context.write(data, promise: promise)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard !isEnding else {
      promise?.succeed()
      return
    }
    context.close(mode: mode, promise: promise)
  }
}
