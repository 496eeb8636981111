public import GRPCCore
import GRPCProtobuf
import TrainingManifest
import TrainingProtos

extension ModelGuardError: RPCErrorConvertible {
  public var rpcErrorCode: RPCError.Code { status.code }

  public var rpcErrorMessage: String { status.message }

  public var rpcErrorMetadata: Metadata { RPCError(status).metadata }

  public var rpcErrorCause: (any Error)? {
    guard case .registryUnavailable(let cause) = reason else { return nil }
    return cause
  }
}

extension ModelGuardError {
  /// The domain of ``GRPCProtobuf/ErrorDetails/ErrorInfo`` details.
  static let domain = "training.singularitynet.io"

  /// The status for a client: the only place where guard errors become gRPC's.
  var status: GoogleRPCStatus {
    switch reason {
    case .missing(let field):
      invalid(field, "MODEL_ID_REQUIRED", "name a model: this method has no default one")
    case .malformed(let field):
      invalid(
        field, "MODEL_ID_MALFORMED",
        "a model's identifier is 1 to \(ModelIdentifier.maxLength) printable ASCII characters")
    case .changed(let field):
      invalid(field, "MODEL_ID_CHANGED", "every message names the first one's model, or none")
    case .notFound(let id):
      GoogleRPCStatus(
        code: .notFound,
        message: "\(method.fullName): there is no model \(id) that this caller can use",
        details: [
          info("MODEL_NOT_FOUND", ["model_id": id]),
          .resourceInfo(type: "training.Model", name: id, errorDescription: "not found"),
        ])
    case .notReady(let id, let status):
      GoogleRPCStatus(
        code: .failedPrecondition,
        message: "\(method.fullName): model \(id) is \(status.protoName), not READY_TO_USE",
        details: [
          info("MODEL_NOT_READY", ["model_id": id, "status": status.protoName]),
          .preconditionFailure(violations: [
            .init(
              type: "MODEL_STATUS", subject: id,
              description: "the status is \(status.protoName) and must be READY_TO_USE")
          ]),
        ])
    case .registryUnavailable:
      GoogleRPCStatus(
        code: .unavailable,
        message: "\(method.fullName): the model registry cannot be read; try again later",
        details: [info("REGISTRY_UNAVAILABLE", [:])])
    }
  }

  private func invalid(_ field: String, _ reason: String, _ text: String) -> GoogleRPCStatus {
    GoogleRPCStatus(
      code: .invalidArgument,
      message: "\(method.fullName): \(field): \(text)",
      details: [
        .badRequest(violations: [
          .init(field: field, description: text, reason: reason, localizedMessage: nil)
        ]),
        info(reason, ["field": field]),
      ])
  }

  private func info(_ reason: String, _ metadata: [String: String]) -> ErrorDetails {
    .errorInfo(
      reason: reason, domain: Self.domain,
      metadata: metadata.merging(["method": method.fullName]) { given, _ in given })
  }
}
