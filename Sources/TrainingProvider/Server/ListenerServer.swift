import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Logging
import NIOCore
import ServiceLifecycle

/// A server with its transport and its certificates.
struct ListenerServer: Service {
  typealias Transport = HTTP2ServerTransport.Custom<ListenerFactory>

  /// The certificates; `nil` for connections without TLS.
  let certificates: ServerCertificates?

  /// How many connections can be open at once.
  let maxConnections: Int

  private let transport: Transport
  private let service: ServerService<Transport>

  /// - Parameters:
  ///   - listener: where to listen.
  ///   - limits: the limits for connections, unless the listener has its own.
  ///   - name: the name for errors and the log, without the address.
  ///   - metrics: counts the connections.
  ///   - router: the services and interceptors.
  ///   - pacedCalls: the calls that are paced; `nil` for none.
  ///   - loop: the event loop whose thread serves all connections and runs all calls, so no handler
  ///     may block or compute; `nil` to use all event loops and Swift's cooperative pool.
  init(
    _ listener: ProviderServer.Listener, limits: TransportLimits, name: String,
    metrics: ConnectionMetrics, router: RPCRouter<Transport>,
    pacing pacedCalls: PacedCalls? = nil, on loop: (any EventLoop)? = nil,
    logger: Logger
  ) throws(ProviderError) {
    let name = "\(name) on \(listener)"
    let address = try listener.address()
    certificates = try listener.tls.map { files throws(ProviderError) in
      try ServerCertificates(files, name: name, logger: logger)
    }
    let limits = listener.limits ?? limits
    maxConnections = limits.maxConnections
    var factory = ListenerFactory(address: address, certificates: certificates)
    if let loop { factory.eventLoopGroup = loop }
    transport = Transport(
      listenerFactory: factory, config: .training(limits, metrics: metrics, pacing: pacedCalls))
    service = ServerService(
      GRPCServer(transport: transport, router: router), name: name,
      maxShutdownTime: limits.maxGraceTime + limits.maxClosingTime,
      executor: loop.map(EventLoopExecutor.init))
  }

  func run() async throws { try await service.run() }

  /// The URL at which the server listens, as soon as it does; `nil` if it can't.
  var url: String? {
    get async {
      guard let address = await transport.listeningAddress else { return nil }
      let scheme = certificates == nil ? "http" : "https"
      if let address = address.ipv4 { return "\(scheme)://\(address.host):\(address.port)" }
      if let address = address.ipv6 { return "\(scheme)://[\(address.host)]:\(address.port)" }
      return nil
    }
  }
}
