import JSONText

/// Warns about keys with names of earlier versions.
enum FormerKey: Rule {
  static let summary = RuleSummary(
    "former-key", .warning,
    reason: "A key has a name of an earlier version of the daemon.",
    affects: "The daemon, which then ignores the key with the present name.",
    remedy: "Use the present name.")

  static func check(_ settings: Settings) -> [Breach] {
    settings.members.compactMap { member in
      guard let name = KnownKeys.former[member.key.lowercased()] else { return nil }
      let line = member.line(renamed: name)
      return Breach(
        of: member, "\(member.key) is a former name of \(name)",
        "the daemon ignores any \(name) in favour of it",
        line.map { "write \($0)" } ?? "rename it to \"\(name)\"", line: line)
    }
  }
}
