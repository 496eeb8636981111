public import TrainingManifest
public import TrainingProtos

/// Why a guard ended a call. Reaches the client as one gRPC status with machine-readable details.
public struct ModelGuardError: Error {
  /// What is wrong.
  public let reason: Reason

  /// The method that was called.
  public let method: TrainingMethod

  init(_ reason: Reason, method: TrainingMethod) {
    self.reason = reason
    self.method = method
  }
}

extension ModelGuardError {
  /// What can be wrong with the model that a call names.
  public enum Reason: Sendable {
    /// The request names no model and the method has no default one. INVALID_ARGUMENT.
    case missing(field: String)
    /// The identifier is not 1 to 128 printable ASCII characters. INVALID_ARGUMENT.
    case malformed(field: String)
    /// A later message of a stream names another model than the first. INVALID_ARGUMENT.
    case changed(field: String)
    /// Unknown, deleted, made for another method, or not for this caller's eyes. NOT_FOUND.
    case notFound(id: String)
    /// The model exists and is visible, but cannot be used yet or any more. FAILED_PRECONDITION.
    case notReady(id: String, status: Training_Status)
    /// The registry could not be read. UNAVAILABLE.
    case registryUnavailable(cause: any Error)
  }
}
