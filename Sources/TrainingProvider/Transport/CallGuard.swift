import GRPCCore
import GRPCNIOTransportHTTP2Posix
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Tells its connection's guard how far a call has come, and ends the call with words if nothing is
/// said in it, or too much at once, or if its deadline is long over.
///
/// A handler, as an interceptor would see only calls of known methods, only where a server was
/// given one, and no message that is too large. It comes first in the call's pipeline and answers
/// by frames of its own, because the transport's state machine traps when two parties answer; from
/// then on nothing of the transport's own answer is let through.
final class CallGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload
  typealias OutboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  /// When the call was opened.
  let begin = NIODeadline.now()

  /// Whether the first message has arrived, or the client has said that it sends none, and since
  /// then neither side waits in vain for the other.
  private(set) var isUnderWay = false

  private var progress = CallProgress()
  private let limits: TransportLimits
  private let connection: ConnectionGuard
  private var scanner: MessageScanner
  private var context: ChannelHandlerContext?
  private var hasAnswered = false
  private var isAnswering = false
  /// Whether the answer is this guard's, and nothing of the transport's is let through.
  private var isEnding = false
  private var closing: Scheduled<Void>?
  private var deadline: Scheduled<Void>?

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
    case .headers(let headers): return begin(context, headers)
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
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    progress.writeBegins(at: .now())
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    var isLast = false
    if case .headers(let headers) = unwrapOutboundIn(data) {
      isAnswering = true
      hasAnswered = headers.endStream
      isLast = headers.endStream
    }
    promise.futureResult.whenComplete { [isLast] _ in
      let (handler, context) = bound.value
      handler.progress.writeEnds(at: .now())
      // Now the client knows. One that leaves its side open has nothing more to say; but gRPC
      // Swift's own client traps, in a debug build, if it just writes.
      if isLast { handler.close(context, after: handler.limits.maxPause) }
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
    end(
      .deadlineExceeded,
      "no message arrived within \(limits.maxFirstMessageTime): "
        + "send the first one when the call is opened")
  }

  /// Looks whether anything still happens.
  ///
  /// A call in which the client neither sends nor reads is not under way any more. One whose answer
  /// the client does not read for so long that it has to be dead is closed.
  func look(at now: NIODeadline) {
    if isUnderWay, progress.isStalled(for: TimeAmount(limits.maxPause), at: now) {
      isUnderWay = false
      connection.callPauses(self)
    }
    if progress.isUnread(for: TimeAmount(limits.maxSilence), at: now) {
      context?.close(promise: nil)
    }
  }

  private func begin(
    _ context: ChannelHandlerContext, _ frame: HTTP2Frame.FramePayload.Headers
  ) {
    guard !progress.hasHeaders else {
      return context.fireChannelRead(wrapInboundOut(.headers(frame)))
    }
    progress.bytesArrive(at: .now())
    var frame = frame
    let timeout = frame.headers.first(name: "grpc-timeout")
    if let timeout {
      guard let amount = CallTimeout.decode(timeout) else {
        // The transport traps at a negative one.
        return end(.internalError, "grpc-timeout has to be up to 8 digits and a unit")
      }
      endLater(context, amount)
    }
    let isComplete = frame.endStream
    frame.endStream = false
    context.fireChannelRead(wrapInboundOut(.headers(frame)))
    guard isComplete else { return }
    // The transport answers a call without messages only if it ends with data.
    progress.requestEnds()
    context.fireChannelRead(
      wrapInboundOut(.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true))))
    speak()
  }

  private func end(_ code: Status.Code, _ message: String) {
    guard !isEnding else { return }
    isEnding = true
    answer(code, message)
  }

  /// Ends the call some time after its deadline if the service has not.
  private func endLater(_ context: ChannelHandlerContext, _ timeout: TimeAmount) {
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: timeout + TimeAmount(limits.maxClosingTime)) {
      guard !bound.value.hasAnswered else { return }
      bound.value.end(.deadlineExceeded, "the call took longer than its client allows")
    }
  }

  private func close(_ context: ChannelHandlerContext, after time: Duration) {
    guard self.context != nil, closing == nil else { return }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    closing = context.eventLoop.scheduleTask(in: TimeAmount(time)) {
      let (handler, context) = bound.value
      if handler.context != nil { context.close(promise: nil) }
    }
  }

  /// Returns whether a message is too large.
  private func read(_ data: HTTP2Frame.FramePayload.Data) -> Bool {
    progress.bytesArrive(at: .now())
    if data.endStream { progress.requestEnds() }
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
    close(context, after: limits.maxClosingTime)
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
    deadline?.cancel()
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
