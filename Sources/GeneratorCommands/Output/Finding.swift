/// A problem in a proto, found by the compiler or by a rule, for any form of output.
public struct Finding: Hashable, Sendable {
  /// A place in a file.
  public struct Place: Hashable, Sendable {
    /// The name by which other protos import the file.
    public let file: String

    /// The line, counted from 1; `nil` for the file as a whole.
    public let line: Int?

    /// The column, counted from 1 in bytes, with tabs that reach to the next multiple of 8.
    public let column: Int?
  }

  /// A second place that explains a problem.
  public struct Note: Hashable, Sendable {
    public let place: Place
    public let message: String
  }

  /// The rule that was broken.
  public let ruleID: String

  /// Whether nothing can be generated.
  public let isError: Bool

  /// Where the problem is; `nil` if it's in the arguments.
  public let place: Place?

  /// What is wrong and what to do about it.
  public let message: String

  /// Second places, such as that of the first of two equal names.
  public var notes: [Note] = []
}

extension Finding.Place: CustomStringConvertible {
  public var description: String {
    guard let line, let column else { return file }
    return "\(file):\(line):\(column)"
  }
}

extension Finding: CustomStringConvertible {
  /// One line in the form that compilers use: `file:line:column: severity: message [rule]`.
  public var description: String {
    let severity = isError ? "error" : "warning"
    return "\(place.map { "\($0): " } ?? "")\(severity): \(message) [\(ruleID)]"
  }
}
