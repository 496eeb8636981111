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
  private(set) var isUnderWay = false

  /// When the stream is closed, although the client leaves it open after the answer; `nil` before
  /// the answer.
  private(set) var closingDeadline: NIODeadline?

  private var progress: CallProgress
  private let limits: TransportLimits
  private let connection: ConnectionGuard
  private let unfinished: UnfinishedMessages
  private var sender: UnfinishedMessages.Sender?
  private var scanner: MessageScanner
  private var assembler = MessageAssembler()
  private var context: ChannelHandlerContext?
  private var hasAnswered = false
  private var isAnswering = false
  /// Whether this guard answers the call and drops the transport's answer.
  private var isEnding = false
  private var closing: Scheduled<Void>?
  private var deadline: Scheduled<Void>?

  init(
    _ limits: TransportLimits, of connection: ConnectionGuard, _ unfinished: UnfinishedMessages
  ) {
    self.limits = limits
    self.connection = connection
    self.unfinished = unfinished
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

  private func receive(
    _ context: ChannelHandlerContext, _ frame: HTTP2Frame.FramePayload.Data
  ) {
    let isTooLarge = read(frame)
    guard isTooLarge else { return passOn(context, frame, isLast: frame.endStream) }
    // The transport reads the message too, and tells the service that it can't be decoded. That has
    // to happen before the answer, which may end the stream.
    isEnding = true
    if let sender { unfinished.forget(sender) }
    passOn(context, frame, isLast: true)
    answer(
      .resourceExhausted,
      "the message is larger than the \(limits.maxMessageBytes) bytes allowed: "
        + "send smaller ones")
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
  /// service has left so many messages unread that the transport holds back further ones.
  func read(context: ChannelHandlerContext) {
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

extension CallGuard {
  /// Ends the call because its first message did not arrive in time.
  func endForSilence() {
    end(
      .deadlineExceeded,
      "no message arrived within \(limits.maxFirstMessageTime): "
        + "send the first one when the call is opened")
  }

  /// Ends the call because the server shuts down and waits no longer.
  func endForShutdown() {
    end(.unavailable, "the server is shutting down: try again later")
  }

  /// Ends the call because the server holds too many unfinished messages and that of this call
  /// began first.
  private func endUnfinishedMessage() {
    end(
      .resourceExhausted,
      "the server receives too much at once, and this message has taken the longest: "
        + "try again later, with smaller messages or over a faster connection")
  }

  /// Checks whether the call still makes progress.
  ///
  /// A call in which the client could send or read but does neither is no longer under way. If the
  /// client hasn't read the answer for so long that it must be dead, the call is closed.
  func check(at now: NIODeadline) {
    if let deadline = closingDeadline, deadline <= now {
      closingDeadline = nil
      context?.close(promise: nil)
    }
    if progress.isStalled(for: TimeAmount(limits.maxPause), at: now) { pause() }
    if let time = limits.maxRequestPause, !hasAnswered,
      progress.isUnsent(for: TimeAmount(time), at: now)
    {
      end(
        .deadlineExceeded,
        "the request did not go on for \(time): send all messages, then end the request")
    }
    if progress.isUnread(for: TimeAmount(limits.maxSilence), at: now) {
      context?.close(promise: nil)
    }
  }

  private func begin(
    _ context: ChannelHandlerContext, _ frame: HTTP2Frame.FramePayload.Headers
  ) {
    guard !progress.hasHeaders else {
      let rest = assembler.all(with: ByteBuffer())
      if rest.readableBytes > 0 {
        context.fireChannelRead(wrapInboundOut(.data(.init(data: .byteBuffer(rest)))))
      }
      return context.fireChannelRead(wrapInboundOut(.headers(frame)))
    }
    progress.headersArrive(at: .now())
    var frame = frame
    let timeout = frame.headers.first(name: "grpc-timeout")
    if let timeout {
      guard let amount = CallTimeout.decode(timeout) else {
        // The transport traps at a negative timeout.
        return end(
          .internalError,
          "the header grpc-timeout has to consist of up to 8 digits and a unit: correct it")
      }
      endAfterDeadline(context, amount)
    }
    let isComplete = frame.endStream
    frame.endStream = false
    context.fireChannelRead(wrapInboundOut(.headers(frame)))
    guard isComplete else { return }
    // The transport answers a call without messages only if the call ends with a data frame.
    progress.requestEnds()
    context.fireChannelRead(
      wrapInboundOut(.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true))))
    markUnderWay()
  }

  private func end(_ code: Status.Code, _ message: String) {
    guard !isEnding else { return }
    isEnding = true
    if let sender { unfinished.forget(sender) }
    answer(code, message)
  }

  /// Ends the call some time after its deadline, unless the service has ended it.
  private func endAfterDeadline(_ context: ChannelHandlerContext, _ timeout: TimeAmount) {
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

  /// Passes on what ends a message. Keeps the rest, unless nothing further is passed on.
  private func passOn(
    _ context: ChannelHandlerContext, _ frame: HTTP2Frame.FramePayload.Data, isLast: Bool
  ) {
    guard case .byteBuffer(let bytes) = frame.data else {
      return context.fireChannelRead(wrapInboundOut(.data(frame)))
    }
    let whole =
      isLast
      ? assembler.all(with: bytes)
      : assembler.add(bytes, unfinishedBytes: scanner.unfinishedBytes)
    guard let whole else { return }
    context.fireChannelRead(
      wrapInboundOut(.data(.init(data: .byteBuffer(whole), endStream: frame.endStream))))
  }

  /// Returns whether a message is too large.
  private func read(_ data: HTTP2Frame.FramePayload.Data) -> Bool {
    let messageCount = scanner.messageCount
    var byteCount = 0
    if data.endStream { progress.requestEnds() }
    if case .byteBuffer(let bytes) = data.data {
      byteCount = bytes.readableBytes
      scan(bytes)
    }
    let isProgress = progress.bytesArrive(
      byteCount, completingMessage: scanner.messageCount > messageCount, at: .now())
    if data.endStream || isProgress && scanner.hasMessage { markUnderWay() }
    return scanner.isOversized
  }

  private func scan(_ bytes: ByteBuffer) {
    let before = scanner.unfinishedBytes
    scanner.read(bytes.readableBytesView)
    // Most messages arrive in one piece.
    guard let sender, before > 0 || scanner.unfinishedBytes > 0 else { return }
    unfinished.record(
      scanner.unfinishedBytes, ofMessage: scanner.messageCount, from: sender)
  }

  /// Answers the call with a status.
  ///
  /// Most clients then end their side. If a client doesn't, the stream is closed, but only after a
  /// while: gRPC's C core, which Python uses, drops a status that it reads together with a reset.
  private func answer(_ code: Status.Code, _ message: String) {
    guard let context else { return }
    pause()
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

  private func markUnderWay() {
    // After the answer, nothing that the client sends matters.
    guard !isUnderWay, !hasAnswered, !isEnding else { return }
    isUnderWay = true
    connection.callIsUnderWay(self)
  }

  /// Records that the client makes no progress any more, or has been answered.
  private func pause() {
    guard isUnderWay, context != nil else { return }
    isUnderWay = false
    connection.callPauses(self)
  }

  private func finish() {
    guard context != nil else { return }
    context = nil
    if let sender { unfinished.forget(sender) }
    sender = nil
    closing?.cancel()
    deadline?.cancel()
    connection.callEnds(self)
  }
}

extension HPACKHeaders {
  /// Concatenates two lists of headers.
  fileprivate static func + (first: HPACKHeaders, second: HPACKHeaders) -> HPACKHeaders {
    var headers = first
    for header in second { headers.add(name: header.name, value: header.value) }
    return headers
  }
}
