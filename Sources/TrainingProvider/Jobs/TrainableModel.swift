public import TrainingManifest

/// What a ``Trainer`` learns about the model it works on.
public struct TrainableModel: Hashable, Sendable {
  /// The model's identifier.
  public let id: String

  /// The name and description that the consumer gave; possibly empty.
  public let name: String
  public let description: String

  /// The method that the model is for, with its training options.
  public let method: TrainingMethod

  init(_ model: StoredModel, method: TrainingMethod) {
    id = model.id
    name = model.name
    description = model.description
    self.method = method
  }
}
