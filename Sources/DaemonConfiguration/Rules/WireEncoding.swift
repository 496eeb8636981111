/// Finds services that are published with another encoding than Protocol Buffers.
enum WireEncoding: Rule {
  static let summary = RuleSummary(
    "wire-encoding", .error,
    reason: "encoding in service_metadata.json isn't proto.",
    affects: "The service, which gets calls whose content type it doesn't know.",
    remedy: "Write \"encoding\": \"proto\" and publish the metadata again.")

  static func check(_ settings: Settings) -> [Breach] {
    guard settings.text(.encoding) != "proto" else { return [] }
    return [
      Breach(
        of: .encoding, in: settings, settings.described(.encoding),
        "the daemon doesn't mark calls as Protocol Buffers",
        write: KnownKey.encoding.line("proto"), " and publish the metadata again")
    ]
  }
}
