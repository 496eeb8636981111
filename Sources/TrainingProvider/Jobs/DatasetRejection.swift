/// A ``Trainer`` throws this when a dataset is no good, to tell the consumer what to mend.
public struct DatasetRejection: Error, Hashable, Sendable {
  /// What is wrong with the dataset, for the consumer.
  public var reason: String

  public init(_ reason: String) {
    self.reason = reason
  }
}

extension DatasetRejection: CustomStringConvertible {
  public var description: String { reason }
}
