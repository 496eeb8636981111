/// An error that explains why a model can't be used.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the model and what to do.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
