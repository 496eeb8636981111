import JSONText

/// Warns about keys that look like misspellings of keys that the daemon reads.
enum UnknownKey: Rule {
  static let summary = RuleSummary(
    "unknown-key", .warning,
    reason: "The daemon doesn't read a key, but one with a similar name.",
    affects: "The daemon, which ignores the key and uses its default.",
    remedy: "Correct the name.")

  static func check(_ settings: Settings) -> [Breach] {
    settings.members.compactMap { member in
      guard let name = Spelling.correction(of: member.key) else { return nil }
      return Breach(
        of: member, "the daemon doesn't know \(member.key)",
        "it ignores the line", "did you mean \"\(name)\"?",
        line: member.line(renamed: name))
    }
  }
}
