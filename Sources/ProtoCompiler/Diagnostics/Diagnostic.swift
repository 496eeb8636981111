/// A problem in a proto, for the person who can mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// Whether the problem prevents descriptors from being made.
  public let severity: Severity

  /// The rule that was broken, for example `duplicate-number`.
  public let ruleID: String

  /// The file's name as an import statement writes it.
  public let file: String

  /// Where the problem is; `nil` if it concerns the whole file, or if the file came as a descriptor.
  public let position: SourcePosition?

  /// What is wrong and what to do about it.
  public let message: String

  /// Other places that explain the problem, such as the first of two equal names.
  public let notes: [Note]

  /// Creates a diagnostic.
  public init(
    _ severity: Severity = .error, ruleID: String, file: String, at position: SourcePosition?,
    _ message: String, notes: [Note] = []
  ) {
    self.severity = severity
    self.ruleID = ruleID
    self.file = file
    self.position = position
    self.message = message
    self.notes = notes
  }

  /// The severity of a problem.
  public enum Severity: String, Hashable, Sendable {
    /// The file has no descriptor.
    case error
    /// The file has a descriptor, but probably not the one that was meant.
    case warning
  }

  /// A second place that belongs to a problem.
  public struct Note: Hashable, Sendable {
    /// The file's name as an import statement writes it.
    public let file: String

    /// The place in the file; `nil` if it isn't known.
    public let position: SourcePosition?

    /// What is to be seen there.
    public let message: String

    /// Creates a note.
    public init(file: String, at position: SourcePosition?, _ message: String) {
      self.file = file
      self.position = position
      self.message = message
    }
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line in the form that compilers use: `file:line:column: severity: message [rule]`.
  public var description: String {
    let place = position.map { "\(file):\($0)" } ?? file
    return "\(place): \(severity.rawValue): \(message) [\(ruleID)]"
  }
}
