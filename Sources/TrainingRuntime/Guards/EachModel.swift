public import TrainingProtos

/// A repeated field of type `training.ModelID`: as many models, in order.
public struct EachModel: ModelQuery {
  private let ids: [String]
  private let field: String

  /// Creates a query for a field.
  ///
  /// - Parameters:
  ///   - ids: the field's values.
  ///   - field: the field's name in the proto.
  public init(_ ids: [Training_ModelID], field: String) {
    self.init(ids.map(\.modelID), field: field)
  }

  init(_ ids: [String], field: String) {
    self.ids = ids
    self.field = field
  }

  public var named: NamedModels { NamedModels(field: field, ids: ids) }

  public func find(
    by modelGuard: ModelGuard, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> [ModelReference]? {
    let limit = modelGuard.options.maxModels
    guard ids.count <= limit else {
      let path = FieldPath(field: field, isWhole: true)
      violations.append(
        Violation(.tooMany, at: path, "a call may name at most \(limit) models, not \(ids.count)"))
      return nil
    }
    var references: [ModelReference] = []
    for (index, id) in ids.enumerated() {
      let path = FieldPath(field: field, index: index)
      guard let model = try await modelGuard.reference(to: id, at: path, &violations) else {
        continue
      }
      references.append(model)
    }
    return references.count == ids.count ? references : nil
  }
}
