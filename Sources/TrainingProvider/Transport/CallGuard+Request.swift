import GRPCCore
import NIOCore
import NIOHPACK
import NIOHTTP2

/// What arrives of the request.
extension CallGuard {
  func begin(
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
    beginPacing(context, &frame.headers)
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

  func receive(
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

  /// Passes on what ends a message. Keeps the rest, unless nothing further is passed on.
  func passOn(
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
    keepBuffer()
    guard whole.readableBytes > Self.maxRetainedBytes else {
      return passOn(context, whole, endStream: frame.endStream)
    }
    passOn(context, whole, endStream: false)
    // The transport keeps the buffer of the last bytes until others arrive.
    passOn(context, ByteBuffer(), endStream: frame.endStream)
  }

  /// How many bytes of the last message of each call the transport may keep.
  private static let maxRetainedBytes = 16 << 10

  private func passOn(_ context: ChannelHandlerContext, _ bytes: ByteBuffer, endStream: Bool) {
    context.fireChannelRead(
      wrapInboundOut(.data(.init(data: .byteBuffer(bytes), endStream: endStream))))
  }

  /// Returns whether a message is too large.
  func read(_ data: HTTP2Frame.FramePayload.Data) -> Bool {
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

  func scan(_ bytes: ByteBuffer) {
    let before = scanner.unfinishedBytes
    scanner.read(bytes.readableBytesView)
    // Most messages arrive in one piece.
    guard let sender, before > 0 || scanner.unfinishedBytes > 0 else { return }
    unfinished.record(
      scanner.unfinishedBytes, ofMessage: scanner.messageCount, from: sender)
  }
}
