/// The general description of a rule: a row in the table of rules.
public struct RuleSummary: Hashable, Sendable {
  /// The rule's name in findings, in kebab case.
  public let id: String

  /// The severity of its findings.
  public let severity: Finding.Severity

  /// What is wrong with a configuration that breaks the rule.
  public let reason: String

  /// Who is affected, and how.
  public let affects: String

  /// How to fix it.
  public let remedy: String

  init(
    _ id: String, _ severity: Finding.Severity, reason: String, affects: String, remedy: String
  ) {
    self.id = id
    self.severity = severity
    self.reason = reason
    self.affects = affects
    self.remedy = remedy
  }
}
