import NIOCore
import NIOHTTP1

/// Sends a request as soon as the connection is open, and hands the response over in pieces.
///
/// While a piece of the body lies here, nothing more is read from the network: a slow taker slows
/// the server down. Any order of events is fine here, as they are a stranger's doing.
final class ResponseReader: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let request: HTTPRequestHead
  private var context: ChannelHandlerContext?
  private var head: HTTPResponseHead?
  private var body: ByteBuffer?
  private var end: Result<Void, any Error>?
  private var taker: Answer<ResponsePiece>?
  private var alarm: Scheduled<Void>?
  private var owesRead = false

  init(_ request: HTTPRequestHead) {
    self.request = request
  }

  /// Gives the next piece to `taker`, or an error if there is none within `limit`. Has to be called
  /// on the event loop.
  func take(_ taker: Answer<ResponsePiece>, within limit: TimeAmount) {
    self.taker = taker
    handOver()
    guard let context else { return }
    if self.taker != nil {
      alarm = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
        self.finish(.failure(ExchangeFailure.silent))
      }
    }
    if owesRead {
      owesRead = false
      read(context: context)
    }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    finish(.failure(ExchangeFailure.closed))
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(request)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.fireChannelActive()
  }

  func read(context: ChannelHandlerContext) {
    if body == nil, end == nil {
      context.read()
    } else {
      owesRead = true
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard end == nil else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
    case .body(var part):
      // A server that sends byte by byte does not make us work byte by byte.
      if body?.writeBuffer(&part) == nil { body = part }
    case .end:
      finish(.success(()))
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    handOver()
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(.failure(ExchangeFailure.closed))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish(.failure(error))
    context.close(promise: nil)
  }

  private func finish(_ result: Result<Void, any Error>) {
    end = end ?? result
    handOver()
  }

  private func handOver() {
    guard let taker, let piece = nextPiece() else { return }
    self.taker = nil
    alarm?.cancel()
    alarm = nil
    taker.give(piece)
  }

  private func nextPiece() -> Result<ResponsePiece, any Error>? {
    if let head {
      self.head = nil
      return .success(.head(head))
    }
    if let body {
      self.body = nil
      return .success(.body(body))
    }
    return end?.map { .end }
  }
}
