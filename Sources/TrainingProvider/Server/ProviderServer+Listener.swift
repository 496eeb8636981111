import NIOCore

extension ProviderServer {
  /// Where a server listens, and for whom.
  public struct Listener: Hashable, Sendable {
    /// The IP address: `127.0.0.1` for this machine only, `0.0.0.0` or `::` for everybody.
    public var host: String

    /// The port. With 0, the system chooses one.
    public var port: Int

    /// The certificates; `nil` for connections without TLS.
    public var tls: TLSFiles?

    /// The limits for connections; `nil` for those of the listener's purpose, which are
    /// `TransportLimits()` for the service and ``TransportLimits/maintenance`` for
    /// `training.Model`.
    public var limits: TransportLimits?

    /// Creates a listener, on this machine's loopback address unless another one is given.
    public init(
      host: String = "127.0.0.1", port: Int, tls: TLSFiles? = nil, limits: TransportLimits? = nil
    ) {
      self.host = host
      self.port = port
      self.tls = tls
      self.limits = limits
    }
  }
}

extension ProviderServer.Listener {
  /// The address to bind to.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  func address() throws(ProviderError) -> SocketAddress {
    do {
      guard (0...Int(UInt16.max)).contains(port) else { throw ChannelError.unknownLocalAddress }
      return try SocketAddress(ipAddress: host, port: port)
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "\(self) isn't the address of a listener: give an IP address and a port from 0 to 65535")
    }
  }

  /// Whether only this machine can connect.
  var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }
}

extension ProviderServer.Listener: CustomStringConvertible {
  /// The address and the port, for example `127.0.0.1:5002`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
