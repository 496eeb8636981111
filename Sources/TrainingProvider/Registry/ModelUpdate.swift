/// A model before and after a change.
public struct ModelUpdate: Hashable, Sendable {
  public var before: StoredModel
  public var after: StoredModel

  public init(before: StoredModel, after: StoredModel) {
    self.before = before
    self.after = after
  }
}
