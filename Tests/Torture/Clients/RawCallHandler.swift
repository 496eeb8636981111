import NIOCore

/// The client's side of a connection with one call. It implements only the parts of HTTP/2 that a
/// server requires.
///
/// Like the daemon's client, it answers pings, and it closes the connection when the server asks it
/// to and no call is open.
final class RawCallHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: EventLoopPromise<[UInt8]>
  private let first: [HTTP2Frame]
  private var received = ByteBuffer()
  private var message: [UInt8] = []
  private var isOver = false

  /// - Parameters:
  ///   - first: the frames to send when the connection is open.
  ///   - answer: receives the server's response.
  init(_ first: [HTTP2Frame], answer: EventLoopPromise<[UInt8]>) {
    self.first = first
    self.answer = answer
  }

  func channelActive(context: ChannelHandlerContext) {
    var buffer = ByteBuffer(string: HTTP2Frame.preface)
    HTTP2Frame(type: HTTP2Frame.settings).write(to: &buffer)
    for frame in first { frame.write(to: &buffer) }
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received.writeImmutableBuffer(unwrapInboundIn(data))
    while let frame = HTTP2Frame.read(from: &received) { take(frame, context) }
    received.discardReadBytes()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(RawCallFailure.closed))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(.failure(error))
    context.close(promise: nil)
  }

  private func take(_ frame: HTTP2Frame, _ context: ChannelHandlerContext) {
    switch frame.type {
    case HTTP2Frame.settings, HTTP2Frame.ping:
      guard frame.flags & HTTP2Frame.acknowledged == 0 else { return }
      acknowledge(frame, context)
    case HTTP2Frame.data, HTTP2Frame.headers:
      if frame.type == HTTP2Frame.data { message += Array(frame.payload.readableBytesView) }
      guard frame.flags & HTTP2Frame.endOfStream != 0 else { return }
      // Skip the prefix: a byte for the compression and four for the length.
      let answer = Array(message.dropFirst(5))
      end(message.isEmpty ? .failure(RawCallFailure.refused) : .success(answer))
    case HTTP2Frame.reset:
      end(.failure(RawCallFailure.reset))
    case HTTP2Frame.goAway:
      if isOver { context.close(promise: nil) }
    default: break
    }
  }

  private func acknowledge(_ frame: HTTP2Frame, _ context: ChannelHandlerContext) {
    var buffer = ByteBuffer()
    frame.acknowledgement.write(to: &buffer)
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }

  private func end(_ result: Result<[UInt8], any Error>) {
    guard !isOver else { return }
    isOver = true
    answer.completeWith(result)
  }
}

/// The reason why a raw call has no response.
enum RawCallFailure: Error {
  /// The connection was closed, or could not be opened.
  case closed
  /// The server ended the call with a status other than OK.
  case refused
  /// The server reset the call's stream.
  case reset
  /// No response arrived in time.
  case late
}
