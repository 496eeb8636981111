/// The error that a ``Trainer`` throws to reject a dataset and tell the consumer how to fix it.
public struct DatasetRejection: Error, Hashable, Sendable {
  /// What is wrong with the dataset, for the consumer.
  public var reason: String

  /// Creates a rejection.
  public init(_ reason: String) {
    self.reason = reason
  }
}

extension DatasetRejection: CustomStringConvertible {
  public var description: String { reason }
}
