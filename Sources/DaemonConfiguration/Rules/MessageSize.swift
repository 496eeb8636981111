/// Finds limits of messages that uploads or the provider exceed.
enum MessageSize: Rule {
  static let summary = RuleSummary(
    "message-size", .error,
    reason:
      "max_message_size_in_mb isn't from 2 to 2048, or is larger than the provider's own limit.",
    affects:
      "Uploads: SDKs send batches of 1 MiB, which don't fit into messages of 1 MiB with their other "
      + "fields.",
    remedy: "Write a size that both accept, for example \"max_message_size_in_mb\": 4.")

  /// What the daemon accepts.
  private static let allowed = 1...2048

  static func check(_ settings: Settings) -> [Breach] {
    guard let size = settings.integer(.maxMessageSize) else { return [] }
    func breach(_ reason: String, _ effect: String, _ wanted: Int) -> [Breach] {
      [
        Breach(
          of: .maxMessageSize, in: settings, reason, effect,
          write: KnownKey.maxMessageSize.line(wanted))
      ]
    }
    guard allowed.contains(size) else {
      return breach(
        "max_message_size_in_mb is \(size) and not from 1 to 2048", "the daemon ends at its start",
        4)
    }
    guard size > 1 else {
      return breach(
        "max_message_size_in_mb is 1", "the daemon refuses the batches of 1 MiB that SDKs upload", 4
      )
    }
    guard let provider = settings.provider, size << 20 > provider.maxMessageBytes else { return [] }
    return breach(
      "\(settings.described(.maxMessageSize)), but the provider accepts at most "
        + "\(provider.maxMessageBytes) bytes",
      "the provider refuses messages that the daemon has accepted",
      max(provider.maxMessageBytes >> 20, 1))
  }
}
