/// A problem in a proto or in the plugin's options, for the person who can fix it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// The rule that was broken, for example `zero-limit`.
  public let ruleID: String

  /// Whether the problem prevents code from being generated.
  public let severity: Severity

  /// What is wrong and what to do about it.
  public let message: String

  /// The position of the problem; `nil` if it isn't in a file.
  public let location: SourceLocation?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, ruleID: String, at location: SourceLocation?, _ message: String
  ) {
    self.ruleID = ruleID
    self.severity = severity
    self.message = message
    self.location = location
  }

  /// The severity of a problem.
  public enum Severity: String, Hashable, Sendable {
    /// No code is generated.
    case error
    /// Code is generated, but it may not do what its users expect.
    case warning
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line in the form that compilers use: `file:line:column: severity: message [rule]`.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(ruleID)]"
  }
}
