import NIOCore
import NIOHPACK
import NIOHTTP2

/// The client's side of a call's stream: reads the answer.
final class CallHandler: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame.FramePayload

  private let reply: EventLoopPromise<Reply>
  private var reader = ReplyReader()
  private var isOver = false

  init(_ reply: EventLoopPromise<Reply>) {
    self.reply = reply
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do throws(CallFailure) {
      switch unwrapInboundIn(data) {
      case .headers(let frame):
        let answer = try reader.take(frame.headers, isLast: frame.endStream)
        if let answer { end(.success(answer)) }
      case .data(let frame):
        guard case .byteBuffer(let bytes) = frame.data else { return }
        try reader.take(bytes, isLast: frame.endStream)
      default: break
      }
    } catch {
      end(.failure(error))
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(CallFailure.closed))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(.failure(CallFailure.reset(Printable.text("\(error)"))))
    context.close(promise: nil)
  }

  private func end(_ result: Result<Reply, any Error>) {
    guard !isOver else { return }
    isOver = true
    reply.completeWith(result)
  }
}

/// Closes a connection when the server asks for it, as Go's client does. So the connections that
/// the daemon leaks stay open only as long as the server lets them.
final class GoAwayHandler: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame

  private let reply: EventLoopPromise<Reply>

  init(_ reply: EventLoopPromise<Reply>) {
    self.reply = reply
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .goAway = unwrapInboundIn(data).payload {
      let channel = context.channel
      reply.futureResult.whenComplete { _ in channel.close(promise: nil) }
    }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    reply.fail(CallFailure.broken(Printable.text("\(error)")))
    context.close(promise: nil)
  }
}
