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

  /// Creates a model, for example for a test of a trainer.
  public init(id: String, name: String = "", description: String = "", method: TrainingMethod) {
    self.id = id
    self.name = name
    self.description = description
    self.method = method
  }

  init(_ model: StoredModel, method: TrainingMethod) {
    self.init(id: model.id, name: model.name, description: model.description, method: method)
  }
}
