public import TrainingProtos

/// A field of type `training.ModelID` that occurs at most once: the default model stands in for it.
public struct OneModel: ModelQuery {
  @usableFromInline let id: String
  @usableFromInline let field: String

  /// Creates a query for a field.
  ///
  /// - Parameters:
  ///   - id: the field's value; an absent one is as good as an empty one.
  ///   - field: the field's name in the proto.
  @inlinable
  public init(_ id: Training_ModelID, field: String) {
    self.id = id.modelID
    self.field = field
  }

  init(id: String, field: String) {
    self.id = id
    self.field = field
  }

  public var named: NamedModels { NamedModels(field: field, ids: [id]) }

  public func find(
    by modelGuard: ModelGuard, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> ModelReference? {
    try await modelGuard.reference(to: id, at: FieldPath(field: field), &violations)
  }
}
