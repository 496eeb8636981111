public import TrainingProtos

/// A field of type `training.ModelID` in a oneof: there is no model unless it was chosen.
public struct ChosenModel: ModelQuery {
  private let id: String?
  private let field: String

  /// Creates a query for a field.
  ///
  /// - Parameters:
  ///   - id: the field's value, `nil` when another alternative or none was chosen.
  ///   - field: the field's name in the proto.
  public init(_ id: Training_ModelID?, field: String) {
    self.id = id?.modelID
    self.field = field
  }

  public var named: NamedModels { NamedModels(field: field, ids: id.map { [$0] } ?? []) }

  public func find(
    by modelGuard: ModelGuard, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> ModelReference?? {
    guard let id else { return .some(nil) }
    let model = try await modelGuard.reference(to: id, at: FieldPath(field: field), &violations)
    return model.map { .some($0) }
  }
}
