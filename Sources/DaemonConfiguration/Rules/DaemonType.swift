/// Finds daemons that don't speak gRPC.
enum DaemonType: Rule {
  static let summary = RuleSummary(
    "daemon-type", .error,
    reason: "daemon_type isn't grpc.",
    affects: "Clients: only a daemon of type grpc has the service for training.",
    remedy: "Write \"daemon_type\": \"grpc\", or remove the line.")

  static func check(_ settings: Settings) -> [Breach] {
    guard let type = settings.text(.daemonType), type != "grpc" else { return [] }
    return [
      Breach(
        of: .daemonType, in: settings, settings.described(.daemonType),
        type == "http"
          ? "the daemon has no service for training" : "the daemon ends at its start",
        write: KnownKey.daemonType.line("grpc"))
    ]
  }
}
