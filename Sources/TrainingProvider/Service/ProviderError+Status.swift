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

  /// The status for a client: the only place where provider errors become gRPC's.
  var rpcStatus: GoogleRPCStatus {
    switch code {
    case .invalidRequest, .unknownMethod, .invalidUpload, .datasetTooLarge, .linkRefused,
      .datasetRejected:
      status(.invalidArgument, badRequest)
    case .modelNotFound:
      status(.notFound, [resource])
    case .wrongStatus, .datasetMissing:
      status(.failedPrecondition, [precondition])
    case .quotaExceeded:
      status(.resourceExhausted, [quota])
    case .tooManyUploads:
      status(.resourceExhausted)
    case .uploadTimedOut:
      status(.deadlineExceeded)
    case .superseded:
      status(.aborted)
    case .interrupted, .shuttingDown, .fetchFailed:
      status(.unavailable)
    default:
      status(.internalError)
    }
  }

  private func status(_ code: RPCError.Code, _ details: [ErrorDetails] = []) -> GoogleRPCStatus {
    GoogleRPCStatus(code: code, message: message, details: [info] + details)
  }

  private var info: ErrorDetails {
    var metadata: [String: String] = [:]
    metadata["model_id"] = modelID
    metadata["status"] = status?.protoName
    metadata["field"] = field
    return .errorInfo(reason: code.name, domain: Self.domain, metadata: metadata)
  }

  private var badRequest: [ErrorDetails] {
    guard let field else { return [] }
    let violation = ErrorDetails.BadRequest.FieldViolation(
      field: field, description: message, reason: code.name, localizedMessage: nil)
    return [.badRequest(violations: [violation])]
  }

  private var resource: ErrorDetails {
    .resourceInfo(type: "training.Model", name: modelID ?? "", errorDescription: message)
  }

  private var precondition: ErrorDetails {
    .preconditionFailure(violations: [
      .init(type: code.name, subject: modelID ?? "", description: message)
    ])
  }

  private var quota: ErrorDetails {
    .quotaFailure(violations: [.init(subject: field ?? "", description: message)])
  }
}
