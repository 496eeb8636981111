import GRPCNIOTransportHTTP2Posix
import NIOCore
import NIOPosix
import NIOSSL

/// Listens at an address. Each connection uses the certificates of the moment at which it arrives.
///
/// The transport's own TLS reads certificates once, or lets a reloader replace the server's own,
/// but not the authorities of clients.
struct ListenerFactory: HTTP2ServerTransport.ListenerFactory {
  typealias Connection = HTTP2ServerTransport.ConnectionConfigurator.ConnectionChannel

  let address: NIOCore.SocketAddress

  /// The certificates; `nil` for connections without TLS.
  let certificates: ServerCertificates?

  /// The event loops of the connections.
  var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

  func makeListeningChannel(
    listenerConfigurator: HTTP2ServerTransport.ListenerConfigurator,
    connectionConfigurator: HTTP2ServerTransport.ConnectionConfigurator
  ) async throws -> NIOAsyncChannel<Connection, Never> {
    try await ServerBootstrap(group: eventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { listenerConfigurator.configure(channel: $0) }
      .bind(to: address) { [certificates] channel in
        channel.eventLoop.makeCompletedFuture {
          guard let context = certificates?.context else { return }
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
        }.flatMap {
          connectionConfigurator.configure(
            channel: channel, tls: certificates == nil ? .none : .configured(requireALPN: false))
        }
      }
  }
}

extension HTTP2ServerTransport.Custom.Config {
  /// The configuration of the provider's servers for a transport with another listener.
  static func training(
    _ limits: TransportLimits, metrics: ConnectionMetrics, pacing pacedCalls: PacedCalls?
  ) -> Self {
    let config = HTTP2ServerTransport.Posix.Config.training(
      limits, ConnectionTable(limit: limits.maxConnections, metrics: metrics),
      UnfinishedMessages(limit: limits.maxUnfinishedBytes), pacedCalls)
    return Self(
      compression: config.compression, connection: config.connection, http2: config.http2,
      rpc: config.rpc, channelDebuggingCallbacks: config.channelDebuggingCallbacks)
  }
}
