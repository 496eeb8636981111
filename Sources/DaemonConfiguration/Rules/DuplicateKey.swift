import JSONText

/// Finds keys that are given twice.
enum DuplicateKey: Rule {
  static let summary = RuleSummary(
    "duplicate-key", .error,
    reason: "A key is given twice, perhaps once in capitals.",
    affects: "The daemon: capitals make no difference to it, and it takes one of the values.",
    remedy: "Remove one of the lines.")

  static func check(_ settings: Settings) -> [Breach] {
    var first: [String: JSONMember] = [:]
    return settings.members.compactMap { member in
      let name = member.key.lowercased()
      guard let earlier = first[name] else {
        first[name] = member
        return nil
      }
      let isSame = earlier.key == member.key
      return Breach(
        of: member,
        "\(member.key) is also given on line \(earlier.position.line)"
          + (isSame ? "" : " as \(earlier.key)"),
        isSame
          ? "the daemon ignores the earlier value"
          : "the daemon takes one of the values at random at each start",
        "remove one of the lines")
    }
  }
}
