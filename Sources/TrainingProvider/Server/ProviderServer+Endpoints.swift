extension ProviderServer {
  /// The addresses at which a server listens, with the ports that the system chose.
  public struct Endpoints: Hashable, Sendable {
    /// The URL of the service, for example `http://127.0.0.1:5001`.
    public let service: String

    /// The URL of `training.Model`.
    public let maintenance: String
  }
}

extension ProviderServer.Endpoints: CustomStringConvertible {
  /// Both URLs, with the names that they have in the daemon's configuration.
  public var description: String {
    "service_endpoint=\(service) model_maintenance_endpoint=\(maintenance)"
  }
}
