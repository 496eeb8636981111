public import TrainingManifest

/// The model that a ``Trainer`` works on.
public struct TrainableModel: Hashable, Sendable {
  /// The model's identifier.
  public let id: String

  /// The name from the consumer; possibly empty.
  public let name: String

  /// The description from the consumer; possibly empty.
  public let description: String

  /// The method that uses the model, with its training options.
  public let method: TrainingMethod

  init(_ model: StoredModel, method: TrainingMethod) {
    id = model.id
    name = model.name
    description = model.description
    self.method = method
  }
}
