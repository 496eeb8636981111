import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// A member of the cluster, with one connection that is opened when it is needed.
final class Member: Sendable {
  typealias Transport = HTTP2ClientTransport.Posix

  let endpoint: EtcdEndpoint
  let client: GRPCClient<Transport>
  private let connections: Task<Void, Never>

  init(_ endpoint: EtcdEndpoint, _ configuration: EtcdConfiguration) throws {
    self.endpoint = endpoint
    let client = GRPCClient(
      transport: try Transport(
        target: endpoint.target, transportSecurity: configuration.security.transport,
        config: .defaults { config in
          if !endpoint.isAddress { config.http2.authority = endpoint.host }
          // A member that returns is asked again within a second.
          config.backoff.initial = .milliseconds(100)
          config.backoff.max = .seconds(1)
          config.connection.keepalive = .init(
            time: configuration.keepalive, timeout: configuration.keepalive,
            allowWithoutCalls: false)
        }))
    self.client = client
    connections = Task { try? await client.runConnections() }
  }

  /// Closes the connection. Calls fail from now on.
  func close() {
    client.beginGracefulShutdown()
    connections.cancel()
  }

  var keys: Etcdserverpb_KV.Client<Transport> { .init(wrapping: client) }
  var leases: Etcdserverpb_Lease.Client<Transport> { .init(wrapping: client) }
  var watches: Etcdserverpb_Watch.Client<Transport> { .init(wrapping: client) }
  var users: Etcdserverpb_Auth.Client<Transport> { .init(wrapping: client) }
  var maintenance: Etcdserverpb_Maintenance.Client<Transport> { .init(wrapping: client) }
}

extension EtcdEndpoint {
  /// Whether the host is an IP address. Certificates then have to name it as such.
  fileprivate var isAddress: Bool {
    host.contains(":") || host.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
  }

  fileprivate var target: any ResolvableTarget {
    if host.contains(":") { return .ipv6(address: host, port: port) }
    return isAddress ? .ipv4(address: host, port: port) : .dns(host: host, port: port)
  }
}

extension EtcdSecurity {
  fileprivate var transport: HTTP2ClientTransport.Posix.TransportSecurity {
    switch self {
    case .plaintext: .plaintext
    case .tls(let roots, let client):
      .tls(
        .defaults { tls in
          if let roots {
            tls.trustRoots = .certificates([.file(path: roots, format: .pem)])
          }
          if let client {
            tls.certificateChain = [.file(path: client.certificate, format: .pem)]
            tls.privateKey = .file(path: client.key, format: .pem)
          }
        })
    }
  }
}
