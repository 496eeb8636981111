public import GRPCCore
import GRPCProtobuf
import TrainingRuntime

extension ProviderError: RPCErrorConvertible {
  public var rpcErrorCode: RPCError.Code { rpcStatus.code }

  public var rpcErrorMessage: String { rpcStatus.message }

  public var rpcErrorMetadata: Metadata { RPCError(rpcStatus).metadata }

  public var rpcErrorCause: (any Error)? { cause }
}

extension ProviderError {
  /// The domain of `ErrorInfo` details.
  static let domain = "training.singularitynet.io"

  /// The largest sizes of a message and of a subject (a model or a field) in a status, in bytes of
  /// UTF-8.
  ///
  /// A status is sent in trailers. Clients accept 8 KiB of them, and report RESOURCE_EXHAUSTED if
  /// there is more. The trailers contain the message once percent-encoded, with up to three bytes
  /// for each byte, and once or twice in base64 as part of the details.
  static let maxMessageBytes = 1024
  static let maxSubjectBytes = 256

  /// The status for the client. This is the only place where provider errors become gRPC statuses.
  var rpcStatus: GoogleRPCStatus {
    switch code {
    case .invalidRequest, .unknownMethod, .invalidUpload, .datasetTooLarge, .linkRefused,
      .datasetRejected, .digestMismatch:
      status(.invalidArgument, badRequest)
    case .modelNotFound:
      status(.notFound, [resource])
    case .wrongStatus, .datasetMissing, .datasetRefused, .priceNotQuoted:
      status(.failedPrecondition, [precondition])
    case .quotaExceeded:
      status(.resourceExhausted, [quota])
    case .tooManyUploads, .queueFull, .modelTooLarge, .storageFull:
      status(.resourceExhausted)
    case .uploadTimedOut:
      status(.deadlineExceeded)
    case .superseded:
      status(.aborted)
    case .interrupted, .shuttingDown, .fetchFailed, .overloaded, .unsettled,
      .unreachable, .workLost, .claimLost:
      status(.unavailable)
    default:
      status(.internalError)
    }
  }

  private func status(_ code: RPCError.Code, _ details: [ErrorDetails] = []) -> GoogleRPCStatus {
    GoogleRPCStatus(code: code, message: shortMessage, details: [info] + details)
  }

  private var shortMessage: String { Clipping.clip(message, toBytes: Self.maxMessageBytes) }

  private func short(_ subject: String?) -> String? {
    subject.map { Clipping.clip($0, toBytes: Self.maxSubjectBytes) }
  }

  private var info: ErrorDetails {
    var metadata: [String: String] = [:]
    metadata["model_id"] = short(modelID)
    metadata["status"] = status?.protoName
    metadata["field"] = short(field)
    return .errorInfo(reason: code.name, domain: Self.domain, metadata: metadata)
  }

  private var badRequest: [ErrorDetails] {
    guard let field = short(field) else { return [] }
    let violation = ErrorDetails.BadRequest.FieldViolation(
      field: field, description: shortMessage, reason: code.name, localizedMessage: nil)
    return [.badRequest(violations: [violation])]
  }

  private var resource: ErrorDetails {
    .resourceInfo(
      type: "training.Model", name: short(modelID) ?? "", errorDescription: shortMessage)
  }

  private var precondition: ErrorDetails {
    .preconditionFailure(violations: [
      .init(
        type: code.name, subject: short(modelID) ?? "", description: shortMessage)
    ])
  }

  private var quota: ErrorDetails {
    .quotaFailure(violations: [.init(subject: short(field) ?? "", description: shortMessage)])
  }
}
