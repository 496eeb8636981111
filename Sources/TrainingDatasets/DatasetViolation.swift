/// A problem of a dataset that the consumer has to fix.
public struct DatasetViolation: Hashable, Sendable {
  /// The broken rule, for example `archive.kind` or `entry.too_large`; see ``DatasetRule``.
  public var ruleID: String
  /// The name of the entry, in printable form; `nil` if the violation concerns the whole archive.
  public var entry: String?
  /// What is wrong and what to do about it.
  public var message: String

  /// Creates a violation.
  public init(ruleID: String, entry: String? = nil, message: String) {
    self.ruleID = ruleID
    self.entry = entry
    self.message = message
  }
}

extension DatasetViolation: CustomStringConvertible {
  public var description: String {
    "\(ruleID): " + (entry.map { "\"\($0)\": " } ?? "") + message
  }
}
