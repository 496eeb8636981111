public import TrainingProtos

/// An error that explains why the provider refused a call or why work on a model failed.
///
/// The ``message`` says what is wrong and what to do. It is sent to the consumer and stored as the
/// model's failure reason, so it must not contain internal details. The ``cause`` goes to the log.
public struct ProviderError: Error {
  /// The kind of error, which determines the gRPC status code.
  public var code: Code

  /// A message for the consumer: what is wrong and what to do about it.
  public var message: String

  /// The model that the call was about, if any.
  public var modelID: String?

  /// The model's status, for ``Code/wrongStatus``.
  public var status: Training_Status?

  /// The name of the request's field that is wrong, as in the proto, for errors that the request
  /// caused.
  public var field: String?

  /// The underlying error, for the log only.
  public var cause: (any Error)?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, modelID: String? = nil, status: Training_Status? = nil,
    field: String? = nil, cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.modelID = modelID
    self.status = status
    self.field = field
    self.cause = cause
  }
}

extension ProviderError: CustomStringConvertible {
  public var description: String {
    let reason = cause.map { " (cause: \($0))" } ?? ""
    return "\(code.name): \(message)\(reason)"
  }
}

extension ProviderError {
  /// Returns the error itself if it is a `ProviderError`, otherwise an internal failure with the
  /// error as its cause.
  static func wrapping(_ error: any Error) -> ProviderError {
    switch error {
    case let error as ProviderError:
      error
    case is CancellationError:
      ProviderError(.interrupted, "the provider stopped this work; try again", cause: error)
    default:
      ProviderError(
        .internalFailure,
        "the provider failed, and its log says why; try again later", cause: error)
    }
  }
}
