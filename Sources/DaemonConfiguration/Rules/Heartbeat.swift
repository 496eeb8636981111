/// Finds heartbeats that fail although the service is there.
enum Heartbeat: Rule {
  static let summary = RuleSummary(
    "heartbeat", .error,
    reason: "service_heartbeat_type and heartbeat_endpoint don't fit together.",
    affects: "Consumers: the daemon reports the service as offline, or ends at its start.",
    remedy:
      "Write \"service_heartbeat_type\": \"none\": the daemon then opens a connection to the service."
  )

  private static let types: Set<String> = ["", "none", "grpc", "http", "https"]

  static func check(_ settings: Settings) -> [Breach] {
    guard let type = settings.text(.heartbeatType), let text = settings.text(.heartbeatEndpoint)
    else { return [] }
    guard let fault = fault(type, text) else { return [] }
    return [
      Breach(
        of: .heartbeatType, in: settings, fault.reason, fault.effect,
        write: KnownKey.heartbeatType.line("none"))
    ]
  }

  private static func fault(_ type: String, _ text: String) -> (reason: String, effect: String)? {
    guard types.contains(type) else {
      return (
        "service_heartbeat_type is \"\(type)\" and not none, grpc, http or https",
        "the daemon ends at its start"
      )
    }
    guard !["", "none"].contains(type) else { return nil }
    guard !text.isEmpty else {
      return (
        "service_heartbeat_type is \(type), but heartbeat_endpoint is missing",
        "the daemon reports the service as offline"
      )
    }
    guard let endpoint = Endpoint(text), endpoint.scheme.hasPrefix("http") else {
      return (
        "heartbeat_endpoint is \"\(text)\", which isn't a URL with http or https",
        "the daemon ends at its start"
      )
    }
    guard type == "grpc" else { return nil }
    return (
      "service_heartbeat_type is grpc, but the URL in heartbeat_endpoint isn't a target that gRPC "
        + "can connect to",
      "the daemon reports the service as offline"
    )
  }
}
