import Foundation
import NIOCore
import NIOHTTP1

/// Answers one request for a link, and closes the connection.
final class LinkHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let visits: LinkVisits
  private var isTransfer = false

  init(_ visits: LinkVisits) {
    self.visits = visits
  }

  func channelInactive(context: ChannelHandlerContext) {
    if isTransfer { visits.endTransfer() }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    let parts = head.uri.split(separator: "/")
    guard parts.count == 2 else { return refuse(context, .notFound) }
    switch parts[0] {
    case "whole": send(parts[1], pieces: 1, context)
    case "mute": break
    case "late":
      context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(15)) {
        if context.channel.isActive { self.drip(context) }
      }
    case "fickle": if visits.add(head.uri) <= 2 { drip(context) }
    case "slow": send(parts[1], pieces: 10, context)
    case "drip": drip(context)
    case "redirect": redirect(parts[1], context)
    default: refuse(context, .notFound)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func send(_ path: Substring, pieces: Int, _ context: ChannelHandlerContext) {
    guard let dataset = LinkPath(path)?.dataset, let archive = try? dataset.archive() else {
      return refuse(context, .notFound)
    }
    isTransfer = true
    visits.beginTransfer()
    begin(context, .ok, byteCount: archive.count)
    let sent = dataset.fault == .cut ? archive.prefix(archive.count / 2) : archive
    let size = max((sent.count + pieces - 1) / pieces, 1)
    let chunks = stride(from: 0, to: sent.count, by: size).map { sent.dropFirst($0).prefix(size) }
    continueSending(chunks[...], context)
  }

  /// Sends a chunk every fifth of a second.
  private func continueSending(_ chunks: ArraySlice<Data>, _ context: ChannelHandlerContext) {
    guard context.channel.isActive, let chunk = chunks.first else {
      return context.close(promise: nil)
    }
    write(chunk, context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let rest = chunks.dropFirst()
    guard !rest.isEmpty else { return closeWhenSent(context) }
    context.eventLoop.scheduleTask(in: .milliseconds(200)) {
      let (handler, context) = bound.value
      handler.continueSending(rest, context)
    }
  }

  private func drip(_ context: ChannelHandlerContext) {
    begin(context, .ok, byteCount: 1 << 20)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .seconds(1)) { task in
      let (handler, context) = bound.value
      guard context.channel.isActive else { return task.cancel() }
      handler.write(Data([0]), context)
    }
  }

  private func redirect(_ digits: Substring, _ context: ChannelHandlerContext) {
    var head = HTTPResponseHead(version: .http1_1, status: .found)
    let location = String(decoding: Hexadecimal.bytes(digits), as: UTF8.self)
    head.headers.add(name: "location", value: location)
    head.headers.add(name: "content-length", value: "0")
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    closeWhenSent(context)
  }

  private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
    begin(context, status, byteCount: 0)
    closeWhenSent(context)
  }

  private func begin(
    _ context: ChannelHandlerContext, _ status: HTTPResponseStatus, byteCount: Int
  ) {
    var head = HTTPResponseHead(version: .http1_1, status: status)
    head.headers.add(name: "content-length", value: "\(byteCount)")
    head.headers.add(name: "connection", value: "close")
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func write(_ data: Data, _ context: ChannelHandlerContext) {
    context.writeAndFlush(
      wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: data)))), promise: nil)
  }

  private func closeWhenSent(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }
}
