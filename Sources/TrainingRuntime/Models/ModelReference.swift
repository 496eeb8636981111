/// The model that a guarded call is answered with: found, visible to the caller and ready to use.
///
/// Generated guards make these and hand them to the handler; nothing else does, so a handler that
/// holds one need not check it again.
public struct ModelReference: Hashable, Sendable {
  /// The model's identifier, at most 128 printable ASCII characters.
  public let id: String

  /// Whether the service's own default model was chosen or a model that a user trained.
  public let origin: Origin

  /// The version that the resolver reported when this call was guarded; see
  /// ``ModelDescription/version``. What was loaded from another version is outdated.
  public let version: String?

  init(id: String, origin: Origin, version: String?) {
    self.id = id
    self.origin = origin
    self.version = version
  }
}

extension ModelReference {
  /// Where a model comes from.
  public enum Origin: Hashable, Sendable {
    /// The option `default_model_id` names it; the service brings it along.
    case serviceDefault
    /// A user created and trained it.
    case trained
  }
}
