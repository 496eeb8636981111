/// Something in the daemon's configuration that keeps training from working, or that makes it
/// unsafe.
public struct Finding: Hashable, Sendable {
  /// The rule that was broken, for example `maintenance-endpoint`.
  public let ruleID: String

  /// Whether training works all the same.
  public let severity: Severity

  /// The name of the file.
  public let file: String

  /// Where the key begins or, if it is missing, the object that should contain it; `nil` if the
  /// finding is about the file itself.
  public let position: TextPosition?

  /// The path of the key, for example `model_training_enabled`; `nil` if the finding isn't about a
  /// key.
  public let keyPath: String?

  /// What is wrong.
  public let reason: String

  /// Who or what is affected, and how.
  public let effect: String

  /// What to do about it.
  public let remedy: String

  /// The line of JSON to write; `nil` if the remedy isn't a line.
  public let line: String?

  /// How bad a finding is.
  public enum Severity: String, Hashable, Sendable {
    /// The daemon doesn't start, or training doesn't work as it should.
    case error
    /// Training works, but something else is at risk.
    case warning
  }
}

extension Finding: CustomStringConvertible {
  /// One line in the form that compilers use: `file:line:column: severity: message [rule]`.
  public var description: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(file)\(place): \(severity.rawValue): \(reason), so \(effect); \(remedy) [\(ruleID)]"
  }
}
