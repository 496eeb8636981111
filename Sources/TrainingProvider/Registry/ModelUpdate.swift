/// A model before and after a change.
public struct ModelUpdate: Hashable, Sendable {
  /// The model as it was.
  public var before: StoredModel
  /// The model as it is stored now.
  public var after: StoredModel

  /// Creates a record of a change.
  public init(before: StoredModel, after: StoredModel) {
    self.before = before
    self.after = after
  }
}
