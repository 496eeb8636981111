/// Finds daemons that don't forward calls.
enum PassthroughEnabled: Rule {
  static let summary = RuleSummary(
    "passthrough-enabled", .error,
    reason: "passthrough_enabled is false.",
    affects: "Consumers: the daemon answers each call with its own request.",
    remedy: "Write \"passthrough_enabled\": true, or remove the line.")

  static func check(_ settings: Settings) -> [Breach] {
    guard settings.boolean(.passthroughEnabled) == false else { return [] }
    return [
      Breach(
        of: .passthroughEnabled, in: settings, settings.described(.passthroughEnabled),
        "the daemon sends requests back to consumers and never calls the service",
        write: KnownKey.passthroughEnabled.line(true))
    ]
  }
}
