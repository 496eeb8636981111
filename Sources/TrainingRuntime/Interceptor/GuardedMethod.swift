import TrainingManifest

/// A method that an interceptor guards, and how its requests are read: worked out once, not for
/// every call.
final class GuardedMethod: Sendable {
  let method: TrainingMethod
  let fields: ModelFields

  /// The method's only model field, if it occurs at most once and its absence is as good as an
  /// empty identifier.
  private let only: ModelField?

  init(_ method: TrainingMethod) {
    self.method = method
    self.fields = ModelFields(method)
    let field = method.modelFields.count == 1 ? method.modelFields.first : nil
    self.only = field.flatMap { $0.isNeverAbsent ? $0 : nil }
  }

  /// Finds the models that a request names.
  ///
  /// - Parameter request: `nil` if there is none, which names none.
  func models(
    of request: (some Sendable)?, by modelGuard: ModelGuard
  ) async throws(ModelGuardError) -> GuardedModels {
    guard let only else {
      return GuardedModels(self, try await modelGuard.models(fields.named(in: request)))
    }
    let query = OneModel(id: fields.identifier(in: request), field: only.name)
    return GuardedModels(self, try await modelGuard.resolve(query))
  }
}
