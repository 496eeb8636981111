public import TrainingProtos

/// Why the provider refused a call or why a model's work failed.
///
/// The ``message`` says what is wrong and what to do; it reaches the consumer and is kept as a
/// model's failure reason, so it never carries anything internal. The ``cause`` goes to the log.
public struct ProviderError: Error {
  /// What kind of error this is; decides the gRPC status code.
  public var code: Code

  /// What is wrong and what to do about it, for the consumer.
  public var message: String

  /// The model that the call was about, if any.
  public var modelID: String?

  /// The status the model has, for ``Code/wrongStatus``.
  public var status: Training_Status?

  /// The request's field that is wrong, in proto names, for errors that the request caused.
  public var field: String?

  /// The underlying error, for the log only.
  public var cause: (any Error)?

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
  /// The error itself if it is one already, otherwise an internal failure caused by it.
  static func wrapping(_ error: any Error) -> ProviderError {
    switch error {
    case let error as ProviderError:
      error
    case is CancellationError:
      ProviderError(.interrupted, "the provider stopped this work; try again", cause: error)
    default:
      ProviderError(
        .internalFailure, "the provider failed; its log says why, try again later", cause: error)
    }
  }
}
