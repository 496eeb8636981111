public import TrainingManifest

/// The models of the call that a task answers, found by a ``ModelGuardInterceptor``.
public struct GuardedModels: Sendable {
  /// Those of the current call; `nil` outside of calls of training methods.
  @TaskLocal public static var current: GuardedModels?

  private let guarded: GuardedMethod
  private let models: Models

  /// The usual call names one, which then needs no array.
  private enum Models {
    case one(ModelReference)
    /// Those of each model field.
    case many([[ModelReference]])
  }

  init(_ guarded: GuardedMethod, _ model: ModelReference) {
    self.guarded = guarded
    self.models = .one(model)
  }

  /// - Parameter models: those of each of the method's model fields.
  init(_ guarded: GuardedMethod, _ models: [[ModelReference]]) {
    self.guarded = guarded
    self.models = .many(models)
  }

  /// The method that is called.
  public var method: TrainingMethod { guarded.method }

  /// The models that a field names, in its order: one for a field that occurs at most once, none
  /// for an alternative that was not chosen.
  ///
  /// - Parameter field: the field's name in the proto.
  public subscript(field: String) -> [ModelReference] {
    guard let index = method.modelFields.firstIndex(where: { $0.name == field }) else { return [] }
    return switch models {
    case .one(let model): [model]
    case .many(let models): models[index]
    }
  }

  /// The first model of the first field: the one, where the request names one.
  public var model: ModelReference? {
    switch models {
    case .one(let model): model
    case .many(let models): models.first?.first
    }
  }
}
