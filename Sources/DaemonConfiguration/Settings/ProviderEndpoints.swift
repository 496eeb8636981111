/// Where a provider listens, to compare the daemon's configuration with.
///
/// Leave it out if something stands between the daemon and the provider that changes addresses, for
/// example a proxy or the mapped ports of a container.
public struct ProviderEndpoints: Hashable, Sendable {
  /// The listener of the provider's own service, for the daemon's `service_endpoint`.
  public var service: Listener

  /// The listener of `training.Model`, for the daemon's `model_maintenance_endpoint`.
  public var maintenance: Listener

  /// The largest request message that the provider accepts, in bytes.
  public var maxMessageBytes: Int

  /// Creates the description of a provider.
  public init(service: Listener, maintenance: Listener, maxMessageBytes: Int) {
    self.service = service
    self.maintenance = maintenance
    self.maxMessageBytes = maxMessageBytes
  }

  /// An address that a server listens on.
  public struct Listener: Hashable, Sendable {
    /// An IP address or a host name, for example `127.0.0.1`. `0.0.0.0` and `::` stand for all
    /// addresses of the machine.
    public var host: String

    /// The port; 0 if the system chooses one, which is then not compared.
    public var port: Int

    /// Whether the server expects TLS.
    public var usesTLS: Bool

    /// Creates an address.
    public init(host: String, port: Int, usesTLS: Bool = false) {
      self.host = host
      self.port = port
      self.usesTLS = usesTLS
    }
  }
}

extension ProviderEndpoints.Listener {
  /// The URL for a daemon on the same machine or, if the server listens at a certain address, for
  /// any daemon.
  var url: String {
    let name = HostName(host)
    let reachable = name.isWildcard ? "127.0.0.1" : host
    let bracketed = reachable.contains(":") ? "[\(reachable)]" : reachable
    return "\(usesTLS ? "https" : "http")://\(bracketed):\(port)"
  }
}
