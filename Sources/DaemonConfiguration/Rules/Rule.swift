/// A rule that settings should follow.
protocol Rule: Sendable {
  /// The rule's name, severity and explanation.
  static var summary: RuleSummary { get }

  /// Finds everything that breaks the rule.
  static func check(_ settings: Settings) -> [Breach]
}
