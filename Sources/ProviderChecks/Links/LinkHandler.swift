import Foundation
import NIOCore
import NIOHTTP1

/// Answers one request for a link, and closes the connection.
final class LinkHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: LinkPages

  init(_ pages: LinkPages) {
    self.pages = pages
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let request) = unwrapInboundIn(data) else { return }
    let isHead = request.method == .HEAD
    switch pages.visit(request.uri) {
    case .whole(let dataset):
      send(dataset.data, of: dataset.data.count, isHead: isHead, context)
    case .cut(let dataset):
      let half = dataset.data.prefix(dataset.data.count / 2)
      send(half, of: dataset.data.count, isHead: isHead, context)
    case .redirect(let url):
      begin(.found, ["location": url, "content-length": "0"], context)
      closeWhenSent(context)
    case .mute: break
    case .missing, nil:
      begin(.notFound, ["content-length": "0"], context)
      closeWhenSent(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func send(
    _ data: Data, of size: Int, isHead: Bool, _ context: ChannelHandlerContext
  ) {
    begin(.ok, ["content-length": "\(size)", "content-type": "application/octet-stream"], context)
    if !isHead {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: data)))), promise: nil)
    }
    closeWhenSent(context)
  }

  private func begin(
    _ status: HTTPResponseStatus, _ headers: HTTPHeaders, _ context: ChannelHandlerContext
  ) {
    var head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    head.headers.add(name: "connection", value: "close")
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func closeWhenSent(_ context: ChannelHandlerContext) {
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
