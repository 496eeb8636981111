import TrainingManifest

/// Every model field of a request, each held to what the manifest says of its presence.
struct AllModels: ModelQuery {
  private let fields: [(names: NamedModels, presence: ModelField.Presence)]

  /// - Parameter named: what the request names, an element for each model field of `method`.
  init(_ named: [NamedModels], of method: TrainingMethod) {
    fields = zip(named, method.modelFields).map { ($0, $1.presence) }
  }

  /// Not asked for: the stream is opened with the names of each field.
  var named: NamedModels { NamedModels(field: "", ids: fields.flatMap(\.names.ids)) }

  func find(
    by modelGuard: ModelGuard, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> [[ModelReference]]? {
    var models: [[ModelReference]] = []
    for (names, presence) in fields {
      guard let found = try await find(names, presence, by: modelGuard, &violations) else {
        continue
      }
      models.append(found)
    }
    return models.count == fields.count ? models : nil
  }

  private func find(
    _ names: NamedModels, _ presence: ModelField.Presence, by modelGuard: ModelGuard,
    _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> [ModelReference]? {
    guard presence != .repeated else {
      return try await EachModel(names.ids, field: names.field).find(by: modelGuard, &violations)
    }
    guard let id = names.ids.first else { return [] }
    let path = FieldPath(field: names.field)
    return try await modelGuard.reference(to: id, at: path, &violations).map { [$0] }
  }
}
