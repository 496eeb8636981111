import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// One GET request and its response, on a connection of its own.
///
/// Always call ``close()`` in the end, whatever happened. The asynchronous methods return as soon
/// as their task is cancelled.
///
/// It speaks HTTP/1.1 only, to one server and for one request. A general client isn't used here
/// because it has states in which a connection can't be ended, or in which an unexpected answer
/// stops the process.
final class HTTPExchange: Sendable {
  private struct Connection {
    var channel: (any Channel)?
    var reader: NIOLoopBound<ResponseReader>?
    var isClosed = false
  }

  private let link: Link
  private let tls: TLSClient
  private let connection = Mutex(Connection())

  init(_ link: Link, tls: TLSClient) {
    self.link = link
    self.tls = tls
  }

  /// Opens the connection and sends the request.
  ///
  /// - Parameters:
  ///   - address: an address of the link's host. This method doesn't look up names.
  ///   - limit: how long the connection may take to open.
  func connect(to address: NetworkAddress, within limit: Duration) async throws {
    let target = try SocketAddress(
      packedIPAddress: ByteBuffer(bytes: address.bytes), port: link.port)
    let isOpen = Promise<Void>()
    ClientBootstrap(group: LinkThreads.eventLoops)
      .connectTimeout(TimeAmount(limit))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.adopt(channel) }
      }
      .connect(to: target)
      .whenComplete { isOpen.resolve($0.map { _ in }) }
    try await isOpen.value
  }

  /// Waits for the next piece of the response.
  ///
  /// - Parameter limit: how long it may take.
  func next(within limit: Duration) async throws -> ResponsePiece {
    let (channel, reader) = connection.withLock { ($0.channel, $0.reader) }
    guard let channel, let reader else { throw ExchangeFailure.closed }
    let piece = Promise<ResponsePiece>()
    channel.eventLoop.execute { reader.value.take(piece, within: TimeAmount(limit)) }
    return try await piece.value
  }

  /// Closes the connection, in whatever state it is.
  func close() async {
    let channel = connection.withLock { connection in
      connection.isClosed = true
      return connection.channel
    }
    try? await channel?.close().get()
  }

  private func adopt(_ channel: any Channel) throws {
    let reader = ResponseReader(request)
    let bound = NIOLoopBound(reader, eventLoop: channel.eventLoop)
    let isWanted = connection.withLock { connection in
      guard !connection.isClosed else { return false }
      connection.channel = channel
      connection.reader = bound
      return true
    }
    guard isWanted else { throw ExchangeFailure.closed }
    let pipeline = channel.pipeline.syncOperations
    if link.isSecure { try pipeline.addHandler(tls.handler(for: link.host)) }
    try pipeline.addHandlers([
      HTTPRequestEncoder(), ByteToMessageHandler(Self.decoder()), reader,
    ])
  }

  private var request: HTTPRequestHead {
    let headers: HTTPHeaders = [
      "host": link.authority, "accept": "*/*", "accept-encoding": "identity",
      "user-agent": "swift-training", "connection": "close",
    ]
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: link.target, headers: headers)
  }

  private static func decoder() -> HTTPResponseDecoder {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 * 1024
    limits.maxHeaderListSize = 64 * 1024
    return HTTPResponseDecoder(
      leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .drop,
      limitConfiguration: limits)
  }
}
