import NIOCore
import NIOSSL

/// The TLS side of connections to the servers of links.
struct TLSClient: Sendable {
  /// A client that trusts the system's certificate authorities.
  static let system = TLSClient(trustRoots: .default)

  private let context: Result<NIOSSLContext, any Error>

  init(trustRoots: NIOSSLTrustRoots) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = trustRoots
    configuration.applicationProtocols = ["http/1.1"]
    // Don't wait for the server's close message when a connection is no longer needed.
    configuration.shutdownTimeout = .zero
    context = Result { try NIOSSLContext(configuration: configuration) }
  }

  /// A handler that accepts only a server with a certificate for `host`.
  func handler(for host: LinkHost) throws -> NIOSSLClientHandler {
    // Without a name the handler checks the certificate against the connected address.
    let name = host.address == nil ? host.text : nil
    return try NIOSSLClientHandler(context: context.get(), serverHostname: name)
  }
}
