import NIOCore

/// Makes hostile calls on one connection, several at once, as fast as the server ends them.
final class HostileCallHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How many calls are open at once.
  private let width = 16

  /// How long the server may take to end a call.
  private let patience = TimeAmount.seconds(30)

  private var caller: HostileCaller
  private let left: EventLoopPromise<Int>
  private var received = ByteBuffer()
  private var waiting: HostileCaller.Call?
  private var open: [UInt32: Int] = [:]
  private var lastStream: UInt32 = 0
  private var lastEnd = NIODeadline.now()
  private var timer: RepeatedTask?

  /// How many bytes the server is willing to receive (RFC 9113, section 5.2).
  private var window = 65_535

  /// - Parameters:
  ///   - caller: generates the calls.
  ///   - left: receives the number of calls that could not be made.
  init(_ caller: HostileCaller, left: EventLoopPromise<Int>) {
    self.caller = caller
    self.left = left
  }

  func channelActive(context: ChannelHandlerContext) {
    var buffer = ByteBuffer(string: HTTP2Frame.preface)
    HTTP2Frame(type: HTTP2Frame.settings).write(to: &buffer)
    context.write(wrapOutboundOut(buffer), promise: nil)
    fill(context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: patience, delay: patience) { _ in
      let (handler, context) = bound.value
      if .now() - handler.lastEnd > handler.patience { context.close(promise: nil) }
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received.writeImmutableBuffer(unwrapInboundIn(data))
    while let frame = HTTP2Frame.read(from: &received) { take(frame, context) }
    received.discardReadBytes()
    fill(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    for number in open.values { caller.target.end(number, isAnswered: false) }
    left.succeed(caller.count + (waiting == nil ? 0 : 1))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func take(_ frame: HTTP2Frame, _ context: ChannelHandlerContext) {
    switch frame.type {
    case HTTP2Frame.settings, HTTP2Frame.ping:
      guard frame.flags & HTTP2Frame.acknowledged == 0 else { return }
      var buffer = ByteBuffer()
      frame.acknowledgement.write(to: &buffer)
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    case HTTP2Frame.windowUpdate where frame.stream == 0:
      window += Int(frame.payload.getInteger(at: frame.payload.readerIndex) ?? UInt32(0))
    case HTTP2Frame.data, HTTP2Frame.headers:
      if frame.flags & HTTP2Frame.endOfStream != 0 { end(frame.stream) }
    case HTTP2Frame.reset: end(frame.stream)
    case HTTP2Frame.goAway: context.close(promise: nil)
    default: break
    }
  }

  private func end(_ stream: UInt32) {
    guard let number = open.removeValue(forKey: stream) else { return }
    lastEnd = .now()
    caller.target.end(number, isAnswered: true)
  }

  /// Starts calls until ``width`` calls are open.
  private func fill(_ context: ChannelHandlerContext) {
    var buffer = ByteBuffer()
    while open.count < width, let call = waiting ?? caller.next() {
      waiting = call
      guard call.byteCount <= window else { break }
      waiting = nil
      begin(call, &buffer)
    }
    if buffer.readableBytes > 0 {
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    } else if open.isEmpty {
      context.close(promise: nil)
    }
  }

  private func begin(_ call: HostileCaller.Call, _ buffer: inout ByteBuffer) {
    window -= call.byteCount
    lastStream = lastStream == 0 ? 1 : lastStream + 2
    open[lastStream] = caller.target.begin("messages") { call.description }
    HTTP2Frame.call(call.path, stream: lastStream, with: call.headers).write(to: &buffer)
    for (index, data) in call.data.enumerated() {
      let isLast = index == call.data.count - 1
      HTTP2Frame(
        type: HTTP2Frame.data, flags: isLast ? HTTP2Frame.endOfStream : 0, stream: lastStream,
        payload: ByteBuffer(bytes: data)
      ).write(to: &buffer)
    }
  }
}
