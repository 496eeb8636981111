import NIOCore
import NIOHTTP1

/// Sends a request as soon as the connection is open, and delivers the response in pieces.
///
/// While a piece of the body waits to be taken, nothing more is read from the network, so a slow
/// consumer slows the server down. The handler accepts events in any order, because the server on
/// the other side decides about it.
final class ResponseReader: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let request: HTTPRequestHead
  private var context: ChannelHandlerContext?
  private var head: HTTPResponseHead?
  private var body: ByteBuffer?
  private var end: Result<Void, any Error>?
  private var promise: Promise<ResponsePiece>?
  private var timeout: Scheduled<Void>?
  private var hasDeferredRead = false

  init(_ request: HTTPRequestHead) {
    self.request = request
  }

  /// Fulfils `promise` with the next piece, or with an error if none arrives within `limit`. Call it
  /// on the event loop.
  func take(_ promise: Promise<ResponsePiece>, within limit: TimeAmount) {
    self.promise = promise
    handOver()
    guard let context else { return }
    if self.promise != nil {
      timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
        self.finish(.failure(ExchangeFailure.silent))
      }
    }
    if hasDeferredRead {
      hasDeferredRead = false
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
      hasDeferredRead = true
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard end == nil else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
    case .body(var part):
      // Parts are collected, so that a server that sends single bytes doesn't cause work for each
      // byte.
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
    guard let promise, let piece = nextPiece() else { return }
    self.promise = nil
    timeout?.cancel()
    timeout = nil
    promise.resolve(piece)
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
