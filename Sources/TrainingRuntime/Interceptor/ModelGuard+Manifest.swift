import TrainingManifest

extension ModelGuard {
  /// Finds the models of a request whose fields are known from the manifest alone; what is wrong with
  /// any is gathered.
  ///
  /// - Parameter named: what the request names, an element for each model field of the method.
  /// - Returns: the models of each field: one for a field that occurs at most once, none for an
  ///   alternative that was not chosen.
  func models(_ named: [NamedModels]) async throws(ModelGuardError) -> [[ModelReference]] {
    var violations: [Violation] = []
    var models: [[ModelReference]] = []
    for (names, field) in zip(named, method.modelFields) {
      models.append(try await find(names, field.presence, &violations) ?? [])
    }
    return try checked(models, violations)
  }

  private func find(
    _ names: NamedModels, _ presence: ModelField.Presence, _ violations: inout [Violation]
  ) async throws(ModelGuardError) -> [ModelReference]? {
    guard presence != .repeated else {
      return try await EachModel(names.ids, field: names.field).find(by: self, &violations)
    }
    guard let id = names.ids.first else { return [] }
    return try await reference(to: id, at: FieldPath(field: names.field), &violations).map { [$0] }
  }
}
