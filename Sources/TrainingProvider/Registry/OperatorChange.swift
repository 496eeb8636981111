/// A change that an operator made to a model by hand, perhaps in another process than the provider's.
public struct OperatorChange: Hashable, Sendable {
  /// The number of the change. Later changes have larger numbers.
  public var number: Int64

  /// The model's identifier.
  public var modelID: String

  /// The model's revision after the change.
  public var revision: Int64

  /// Creates a record of a change.
  public init(number: Int64, modelID: String, revision: Int64) {
    self.number = number
    self.modelID = modelID
    self.revision = revision
  }
}
