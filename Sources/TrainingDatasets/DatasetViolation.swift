/// One way in which a dataset misses a requirement; the consumer's to mend.
public struct DatasetViolation: Hashable, Sendable {
  /// The rule that was broken, e.g. `archive.kind` or `entry.too_large`; see ``DatasetRule``.
  public var ruleID: String
  /// The name of the entry, made printable; `nil` if the whole archive is meant.
  public var entry: String?
  /// What is wrong and what to do about it.
  public var message: String

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
