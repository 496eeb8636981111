public import TrainingProtos

/// What a guard needs to know about a stored model to decide whether a call may use it.
public struct ModelDescription: Hashable, Sendable {
  /// The model's identifier.
  public var id: String

  /// How far the model has come.
  public var status: Training_Status

  /// Whether anybody may use the model.
  public var isPublic: Bool

  /// Who may use the model when it is not public. An empty list restricts nobody: the marketplace
  /// does not tell a provider who created a model, so whoever knows its unguessable identifier
  /// is let in.
  public var addressList: [String]

  /// The short name of the service that the model was created for; empty if unknown.
  public var serviceName: String

  /// The short name of the method that the model was created for; empty if unknown.
  public var methodName: String

  /// Identifies the results of the model's last training. It changes with each training and with
  /// nothing else. `nil` if the model has no results, or if the resolver doesn't tell.
  public var version: String?

  /// Creates a description of a model.
  public init(
    id: String, status: Training_Status, isPublic: Bool, addressList: [String],
    serviceName: String = "", methodName: String = "", version: String? = nil
  ) {
    self.id = id
    self.status = status
    self.isPublic = isPublic
    self.addressList = addressList
    self.serviceName = serviceName
    self.methodName = methodName
    self.version = version
  }
}
