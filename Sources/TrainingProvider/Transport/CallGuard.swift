import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Tells its connection's guard how far a call has come, and ends the call with words if nothing is
/// said in it or too much at once.
///
/// A handler, as an interceptor would see only calls of known methods, only where a server was given
/// one, and no message that is too large. It comes first in the call's pipeline and answers by frames
/// of its own, because the transport's state machine traps when two parties answer; from then on
/// nothing of the transport's own answer is let through.
final class CallGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload
  typealias OutboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  /// When the call was opened.
  let begin = NIODeadline.now()

  /// Whether the first message has arrived, or the client has said that it sends none.
  private(set) var isUnderWay = false

  private let limits: TransportLimits
  private let connection: ConnectionGuard
  private var scanner: MessageScanner
  private var context: ChannelHandlerContext?
  private var hasAnswered = false
  private var isAnswering = false
  /// Whether the answer is this guard's, and nothing of the transport's is let through.
  private var isEnding = false
  private var closing: Scheduled<Void>?

  init(_ limits: TransportLimits, of connection: ConnectionGuard) {
    self.limits = limits
    self.connection = connection
    scanner = MessageScanner(maxBytes: limits.maxMessageBytes)
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
    // What comes after the answer must not begin work whose end nobody hears of.
    guard !isEnding else { return }
    var isTooLarge = false
    switch unwrapInboundIn(data) {
    case .headers(let headers) where headers.endStream: speak()
    case .data(let data): isTooLarge = read(data)
    default: break
    }
    guard isTooLarge else { return context.fireChannelRead(data) }
    // The transport reads it too, and tells the service that it cannot be decoded; that has to come
    // before the answer, with which the stream may be over.
    isEnding = true
    context.fireChannelRead(data)
    answer(
      .resourceExhausted,
      "a message may have \(limits.maxMessageBytes) bytes and this one has more: "
        + "send smaller ones")
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isEnding else {
      promise?.fail(ChannelError.outputClosed)
      return
    }
    if case .headers(let headers) = unwrapOutboundIn(data) {
      isAnswering = true
      hasAnswered = headers.endStream
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

extension CallGuard {
  /// Ends the call because nothing was said in time.
  func endSilence() {
    guard !isEnding else { return }
    isEnding = true
    answer(
      .deadlineExceeded,
      "no message arrived within \(limits.maxFirstMessageTime): "
        + "send the first one when the call is opened")
  }

  /// Returns whether a message is too large.
  private func read(_ data: HTTP2Frame.FramePayload.Data) -> Bool {
    if case .byteBuffer(let bytes) = data.data { scanner.read(bytes.readableBytesView) }
    if scanner.hasMessage || data.endStream { speak() }
    return scanner.isOversized
  }

  /// Answers the call with a status.
  ///
  /// A client that hears of it ends its side. The stream of one that does not is closed, but only
  /// after a while: gRPC's C core, and so Python, forgets a status that it reads together with a
  /// reset.
  private func answer(_ code: Status.Code, _ message: String) {
    guard let context else { return }
    if !hasAnswered {
      var headers: HPACKHeaders = ["grpc-status": "\(code.rawValue)", "grpc-message": message]
      if !isAnswering {
        headers = [":status": "200", "content-type": "application/grpc"] + headers
      }
      context.writeAndFlush(
        wrapOutboundOut(.headers(.init(headers: headers, endStream: true))), promise: nil)
    }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    closing = context.eventLoop.scheduleTask(in: TimeAmount(limits.maxClosingTime)) {
      let (_, context) = bound.value
      context.close(promise: nil)
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
    closing?.cancel()
    connection.callEnds(self)
  }
}

extension HPACKHeaders {
  /// The headers of both, in their order.
  fileprivate static func + (first: HPACKHeaders, second: HPACKHeaders) -> HPACKHeaders {
    var headers = first
    for header in second { headers.add(name: header.name, value: header.value) }
    return headers
  }
}
