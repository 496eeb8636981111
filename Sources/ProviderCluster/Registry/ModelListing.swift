public import TrainingProvider

/// A part of a list of models.
public struct ModelListing: Hashable, Sendable {
  /// The models, as all of them were at one moment.
  public var models: [StoredModel]

  /// Whether there are more models after the last one.
  public var hasMore: Bool
}
