import NIOCore
import NIOSSL

/// The TLS side of connections to the servers of links.
struct TLSClient: Sendable {
  /// Trusts whom the system trusts.
  static let system = TLSClient(trustRoots: .default)

  private let context: Result<NIOSSLContext, any Error>

  init(trustRoots: NIOSSLTrustRoots) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = trustRoots
    configuration.applicationProtocols = ["http/1.1"]
    // A connection that is no longer wanted does not wait for the server's goodbye.
    configuration.shutdownTimeout = .zero
    context = Result { try NIOSSLContext(configuration: configuration) }
  }

  /// A handler that only talks to a server with a certificate for `host`.
  func handler(for host: LinkHost) throws -> NIOSSLClientHandler {
    // Without a name it asks for a certificate for the address it is connected to.
    let name = host.address == nil ? host.text : nil
    return try NIOSSLClientHandler(context: context.get(), serverHostname: name)
  }
}
