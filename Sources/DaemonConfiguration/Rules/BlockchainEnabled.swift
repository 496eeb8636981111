/// Finds configurations that switch payments off, and training with them.
enum BlockchainEnabled: Rule {
  static let summary = RuleSummary(
    "blockchain-enabled", .error,
    reason: "blockchain_enabled is false.",
    affects: "The daemon, which offers no training without payments.",
    remedy: "Write \"blockchain_enabled\": true, or remove the line.")

  static func check(_ settings: Settings) -> [Breach] {
    guard settings.boolean(.blockchainEnabled) == false else { return [] }
    return [
      Breach(
        of: .blockchainEnabled, in: settings, settings.described(.blockchainEnabled),
        "the daemon offers no training and charges nobody",
        write: KnownKey.blockchainEnabled.line(true))
    ]
  }
}
