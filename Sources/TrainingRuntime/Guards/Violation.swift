public import TrainingProtos

/// One thing that is wrong with the models that a request names, in the vocabulary of protovalidate.
public struct Violation: Hashable, Sendable {
  /// The field in proto names, e.g. `model_id.model_id` or `models[3].model_id`.
  public let fieldPath: String

  /// Which rule is violated.
  public let rule: GuardRule

  /// What is wrong and what to do about it.
  public let message: String

  /// The model that is meant, if its identifier can be one.
  public let modelID: String?

  /// The model's status, if that is what is wrong.
  public let status: Training_Status?

  init(
    _ rule: GuardRule, at path: FieldPath, _ message: String, modelID: String? = nil,
    status: Training_Status? = nil
  ) {
    self.fieldPath = path.description
    self.rule = rule
    self.message = message
    self.modelID = modelID
    self.status = status
  }
}
