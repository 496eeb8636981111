import Foundation
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import NIOSSL

/// A call on its own connection, which stays open until it is closed.
///
/// gRPC's clients manage connections by themselves. What the daemon does with connections breaks
/// providers, so here they are opened, left open and broken off by hand.
final class DaemonCall: Sendable {
  private let connection: any Channel
  private let stream: any Channel
  private let reply: EventLoopFuture<Reply>

  private init(_ connection: any Channel, _ stream: any Channel, _ reply: EventLoopFuture<Reply>) {
    self.connection = connection
    self.stream = stream
    self.reply = reply
  }

  /// Connects and begins a call.
  ///
  /// - Parameters:
  ///   - path: the method's path, for example `/training.Model/create_model`.
  ///   - endpoint: the server.
  ///   - time: how long connecting may take.
  /// - Throws: ``CallFailure``
  static func begin(
    _ path: String, on endpoint: Endpoint, within time: Duration = .seconds(20)
  ) async throws -> DaemonCall {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let reply = loop.makePromise(of: Reply.self)
    do {
      let connection = try await connect(to: endpoint, on: loop, reply, within: time)
      let stream = try await connection.streams.createStreamChannel { stream in
        stream.eventLoop.makeCompletedFuture {
          try stream.pipeline.syncOperations.addHandler(CallHandler(reply))
        }
      }.value(within: time)
      let call = DaemonCall(connection.channel, stream, reply.futureResult)
      call.write(.headers(.init(headers: headers(path, endpoint))))
      return call
    } catch {
      let failure = error as? CallFailure ?? .unreachable(Printable.text("\(error)"))
      reply.fail(failure)
      // If the connection has failed, it failed the reply first, and says why.
      _ = try await reply.futureResult.get()
      throw failure
    }
  }

  /// Sends a message.
  ///
  /// - Parameter time: how long the server may take to make room for it.
  /// - Returns: whether it could be sent. If it couldn't, the reply says more.
  @discardableResult
  func send(_ message: [UInt8], within time: Duration) async -> Bool {
    var buffer = ByteBuffer()
    buffer.writeInteger(UInt8(0))
    buffer.writeInteger(UInt32(message.count))
    buffer.writeBytes(message)
    let payload = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(buffer)))
    return (try? await stream.writeAndFlush(payload).value(within: time)) != nil
  }

  /// Ends the request.
  func end() {
    write(.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true)))
  }

  /// Waits for the answer.
  ///
  /// - Throws: ``CallFailure``
  func answer(within time: Duration) async throws -> Reply {
    try await reply.value(within: time)
  }

  /// Waits for the end of the call for a while.
  ///
  /// - Returns: whether it has ended, with an answer or without.
  func isAnswered(within time: Duration) async -> Bool {
    do {
      _ = try await answer(within: time)
      return true
    } catch CallFailure.late {
      return false
    } catch {
      return true
    }
  }

  /// Whether the connection is open. It can stay open after the call.
  var isOpen: Bool { connection.isActive }

  /// Closes the connection, whatever is under way.
  func close() {
    connection.close(promise: nil)
  }

  private func write(_ payload: HTTP2Frame.FramePayload) {
    stream.writeAndFlush(payload, promise: nil)
  }

  private static func headers(_ path: String, _ endpoint: Endpoint) -> HPACKHeaders {
    [
      ":method": "POST", ":scheme": endpoint.usesTLS ? "https" : "http", ":path": path,
      ":authority": "\(endpoint.host):\(endpoint.port)", "content-type": "application/grpc",
      "te": "trailers", "user-agent": "provider-check",
    ]
  }
}

extension DaemonCall {
  private typealias Connection = (channel: any Channel, streams: NIOHTTP2Handler.StreamMultiplexer)

  private static func connect(
    to endpoint: Endpoint, on loop: any EventLoop, _ reply: EventLoopPromise<Reply>,
    within time: Duration
  ) async throws -> Connection {
    let security = try endpoint.usesTLS ? NIOSSLContext(configuration: tls) : nil
    let streams = loop.makePromise(of: NIOHTTP2Handler.StreamMultiplexer.self)
    let connecting = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(time))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let security {
            try pipeline.addHandler(tlsHandler(security, endpoint.host))
          }
          let multiplexer = try pipeline.configureHTTP2Pipeline(
            mode: .client, connectionConfiguration: .init(), streamConfiguration: .init()
          ) { stream in stream.close() }
          try pipeline.addHandler(GoAwayHandler(reply))
          streams.succeed(multiplexer)
        }
      }
      .connect(host: endpoint.host, port: endpoint.port)
    connecting.whenFailure { streams.fail($0) }
    return (try await connecting.value(within: time), try await streams.futureResult.get())
  }

  /// The system's roots, as the daemon trusts them.
  private static var tls: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = ["h2"]
    return configuration
  }

  /// Names the server, unless it is named by an address, which TLS doesn't allow.
  private static func tlsHandler(
    _ context: NIOSSLContext, _ host: String
  ) throws -> NIOSSLClientHandler {
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
  }
}

extension EventLoopFuture where Value: Sendable {
  /// Waits for the value.
  ///
  /// - Throws: ``CallFailure/late(_:)``; the future's error.
  func value(within time: Duration) async throws -> Value {
    let late = eventLoop.makePromise(of: Value.self)
    let timer = eventLoop.scheduleTask(in: TimeAmount(time)) { late.fail(CallFailure.late(time)) }
    cascade(to: late)
    defer { timer.cancel() }
    return try await late.futureResult.get()
  }
}
