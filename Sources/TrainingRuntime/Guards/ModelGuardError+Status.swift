public import GRPCCore
import GRPCProtobuf
import TrainingManifest
import TrainingProtos

extension ModelGuardError: RPCErrorConvertible {
  public var rpcErrorCode: RPCError.Code { status.code }

  public var rpcErrorMessage: String { status.message }

  public var rpcErrorMetadata: Metadata { RPCError(status).metadata }

  public var rpcErrorCause: (any Error)? { cause }
}

extension ModelGuardError {
  /// The domain of ``GRPCProtobuf/ErrorDetails/ErrorInfo`` details.
  static let domain = "training.singularitynet.io"

  /// The most bytes that violations may take in the details. They travel in trailers, in base64, of
  /// which Python's gRPC takes 8 KiB.
  static let maxDetailBytes = 4096

  /// The status for a client: the only place where guard errors become gRPC's.
  ///
  /// What the request got wrong outranks what the registry says of the models that it names.
  var status: GoogleRPCStatus {
    guard let decisive else {
      return GoogleRPCStatus(
        code: .unavailable,
        message: "\(method.fullName): the model registry cannot be read; try again later",
        details: [info("REGISTRY_UNAVAILABLE", [:])])
    }
    return GoogleRPCStatus(
      code: decisive.rule.code,
      message: "\(method.fullName): \(decisive.fieldPath): \(decisive.message)\(others)",
      details: details(decisive))
  }

  /// The violation that decides on the code.
  private var decisive: Violation? {
    violations.min { $0.rule.rank < $1.rule.rank }
  }

  private var others: String {
    violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
  }

  private func details(_ decisive: Violation) -> [ErrorDetails] {
    let shown = ViolationBudget(bytes: Self.maxDetailBytes).first(of: violations)
    let notReady = shown.filter { $0.rule == .notReady }
    let preconditions = ErrorDetails.preconditionFailure(
      violations: notReady.map {
        .init(type: "MODEL_STATUS", subject: $0.modelID ?? "", description: $0.message)
      })
    return [
      info(decisive.rule.reason, metadata(of: decisive)),
      .badRequest(
        violations: shown.map {
          .init(
            field: $0.fieldPath, description: $0.message, reason: $0.rule.reason,
            localizedMessage: nil)
        }),
    ] + (notReady.isEmpty ? [] : [preconditions])
  }

  private func metadata(of violation: Violation) -> [String: String] {
    var metadata = ["field": violation.fieldPath, "rule_id": violation.rule.rawValue]
    metadata["model_id"] = violation.modelID
    metadata["status"] = violation.status?.protoName
    metadata["violations"] = String(violations.count)
    return metadata
  }

  private func info(_ reason: String, _ metadata: [String: String]) -> ErrorDetails {
    .errorInfo(
      reason: reason, domain: Self.domain,
      metadata: metadata.merging(["method": method.fullName]) { given, _ in given })
  }
}

extension GuardRule {
  fileprivate var code: RPCError.Code {
    switch self {
    case .required, .malformed, .changed, .tooMany: .invalidArgument
    case .notFound: .notFound
    case .notReady: .failedPrecondition
    }
  }

  /// The lower, the more it decides.
  fileprivate var rank: Int {
    switch self {
    case .required, .malformed, .changed, .tooMany: 0
    case .notFound: 1
    case .notReady: 2
    }
  }
}
