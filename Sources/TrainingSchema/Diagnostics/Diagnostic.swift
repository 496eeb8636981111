/// A fault of a proto or of the plugin's options, told to the person who can mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// Which rule found it, e.g. `zero-limit`.
  public let ruleID: String

  /// Whether it keeps code from being generated.
  public let severity: Severity

  /// What is wrong and what to do about it.
  public let message: String

  /// Where; `nil` when the fault is in no file.
  public let location: SourceLocation?

  public init(
    _ severity: Severity, ruleID: String, at location: SourceLocation?, _ message: String
  ) {
    self.ruleID = ruleID
    self.severity = severity
    self.message = message
    self.location = location
  }

  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// No code is generated.
    case error
    /// Code is generated, and somebody will be surprised by what it does.
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
