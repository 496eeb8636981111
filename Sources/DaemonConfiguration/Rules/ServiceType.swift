/// Finds services that are published as another kind than gRPC.
enum ServiceType: Rule {
  static let summary = RuleSummary(
    "service-type", .error,
    reason: "service_type in service_metadata.json isn't grpc.",
    affects: "Consumers: the daemon calls the service by another protocol, or not at all.",
    remedy: "Write \"service_type\": \"grpc\" and publish the metadata again.")

  static func check(_ settings: Settings) -> [Breach] {
    guard settings.text(.serviceType) != "grpc" else { return [] }
    return [
      Breach(
        of: .serviceType, in: settings, settings.described(.serviceType),
        "the daemon doesn't call the service by gRPC",
        write: KnownKey.serviceType.line("grpc"), " and publish the metadata again")
    ]
  }
}
