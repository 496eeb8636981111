/// The lists of rules, in the order in which a person would look for the problems.
public enum Rules {
  /// The rules for the daemon's configuration.
  static let configuration: [any Rule.Type] = [
    // Keys and values that aren't read as they are meant.
    DuplicateKey.self, FormerKey.self, UnknownKey.self, MetadataKey.self, ValueType.self,
    // What switches training on.
    TrainingEnabled.self, BlockchainEnabled.self, DaemonType.self, PassthroughEnabled.self,
    ServiceIdentity.self,
    // Where the daemon finds the provider.
    ServiceEndpoint.self, MaintenanceEndpoint.self, SharedEndpoint.self, ExposedEndpoint.self,
    ProviderAddress.self,
    // How calls, models and heartbeats get there.
    MessageSize.self, ModelStorage.self, Heartbeat.self,
  ]

  /// The rules for the metadata that a service is published with.
  static let metadata: [any Rule.Type] = [WireEncoding.self, ServiceType.self]

  /// The descriptions of all rules, those for files first.
  public static var summaries: [RuleSummary] {
    [FileFormat.summary, FileFormat.syntax] + (configuration + metadata).map { $0.summary }
  }
}
