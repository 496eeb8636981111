public import TrainingManifest

/// The models of the call that a task answers, found by a ``ModelGuardInterceptor``.
public struct GuardedModels: Sendable {
  /// Those of the current call; `nil` outside of calls of training methods.
  @TaskLocal public static var current: GuardedModels?

  /// The method that is called.
  public let method: TrainingMethod

  /// The models of each field, in the order of ``method``'s model fields.
  let models: [[ModelReference]]

  /// The models that a field names, in its order: one for a field that occurs at most once, none for
  /// an alternative that was not chosen.
  ///
  /// - Parameter field: the field's name in the proto.
  public subscript(field: String) -> [ModelReference] {
    let index = method.modelFields.firstIndex { $0.name == field }
    return index.map { models[$0] } ?? []
  }

  /// The first model of the first field: the one, where the request names one.
  public var model: ModelReference? { models.first?.first }
}
