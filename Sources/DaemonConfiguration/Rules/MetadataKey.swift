import JSONText

/// Warns about keys that belong in the metadata of the service.
enum MetadataKey: Rule {
  static let summary = RuleSummary(
    "metadata-key", .warning,
    reason: "The configuration has a key of the service's metadata, for example encoding.",
    affects:
      "The daemon, which ignores it: it reads the metadata that the service is published with.",
    remedy: "Put it into service_metadata.json and publish that.")

  static func check(_ settings: Settings) -> [Breach] {
    settings.members.filter { KnownKeys.ofMetadata.contains($0.key.lowercased()) }.map { member in
      Breach(
        of: member, "\(member.key) belongs in the service's metadata",
        "the daemon ignores it here", "put it into service_metadata.json and publish that")
    }
  }
}
