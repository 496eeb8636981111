/// The general description of a rule: a row in the table of rules.
public struct RuleSummary: Hashable, Sendable {
  /// The rule's name in diagnostics, in kebab case.
  public let id: String

  /// The severity. Errors prevent code from being generated; warnings can be silenced.
  public let severity: Diagnostic.Severity

  /// Whether the rule reads the proto's text. `protoc` passes no text, so the rule is silent in its
  /// plugins.
  public let needsText: Bool

  /// What is wrong with a proto that breaks the rule.
  public let reason: String

  /// Who is affected, and how.
  public let affects: String

  /// How to fix it.
  public let remedy: String

  /// Creates a row of the table.
  public init(
    _ id: String, _ severity: Diagnostic.Severity, needsText: Bool = false, reason: String,
    affects: String, remedy: String
  ) {
    self.id = id
    self.severity = severity
    self.needsText = needsText
    self.reason = reason
    self.affects = affects
    self.remedy = remedy
  }
}
