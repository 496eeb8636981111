import JSONText

/// Finds values that the daemon can't convert to the type it needs.
enum ValueType: Rule {
  static let summary = RuleSummary(
    "value-type", .error,
    reason: "A value has the wrong type, for example \"yes\" instead of true.",
    affects: "The daemon, which takes it for false, 0 or an empty string without a word.",
    remedy: "Give a value of the right type.")

  static func check(_ settings: Settings) -> [Breach] {
    KnownKeys.all.compactMap { key in
      guard let member = settings.member(key), let expected = expectation(key.kind),
        !isReadable(member.node.value, as: key.kind)
      else { return nil }
      return Breach(
        of: member, "\(settings.described(key)), which isn't \(expected.type)",
        "the daemon takes it for \(expected.misreading)", "give \(expected.type)")
    }
  }

  private static func expectation(_ kind: KnownKey.Kind) -> (type: String, misreading: String)? {
    switch kind {
    case .boolean: ("true or false", "false")
    case .integer: ("a whole number", "0")
    case .text: ("a string", "an empty string")
    case .other: nil
    }
  }

  private static func isReadable(_ value: JSONNode.Value, as kind: KnownKey.Kind) -> Bool {
    switch kind {
    case .boolean: Cast.boolean(value) != nil
    case .integer: Cast.integer(value) != nil
    case .text: Cast.text(value) != nil
    case .other: true
    }
  }
}
