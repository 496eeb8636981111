import SwiftSource
import TrainingManifest

/// The function that a call arrives at: it resolves the models and calls the handler.
struct GuardedCallEmitter: StyledEmitter {
  let service: GuardedServicePlan
  let method: GuardedMethodPlan

  var style: FileStyle { service.style }

  var source: SwiftSource {
    """
    \(access) func \(name: method.name)(
      request: \(name: method.request),
      context: \(grpc).ServerContext
    ) async throws -> \(name: method.response) {
      let modelGuard = \(runtime).ModelGuard(\(name: service.typeName).Training.\(name: method.metadataName), for: self, metadata: request.metadata)
      \(resolution)
      return try await \(HandlerEmitter(method: method, style: style).detailedCall)
    }
    """
  }

  private var resolution: SwiftSource { method.isInputStreaming ? opened : resolved }

  private var resolved: SwiftSource {
    method.namesOneModel
      ? "let \(models) = try await modelGuard.resolve(\(queries(of: "request.message")))"
      : """
      let \(models) = try await modelGuard.resolve(
        \(queries(of: "request.message"))
      )
      """
  }

  /// A stream is opened as far as its first message, which names the models for all. The request
  /// that holds later ones to that takes the name of the other, which nobody may read any more.
  private var opened: SwiftSource {
    method.namesOneModel
      ? "let (request, \(models)) = try await modelGuard.open(request) { \(queries(of: "$0")) }"
      : """
      let (request, \(models)) = try await modelGuard.open(request) {
        (
          \(queries(of: "$0"))
        )
      }
      """
  }
}

extension GuardedCallEmitter {
  /// The constants that hold the models.
  private var models: SwiftSource {
    let labels: SwiftSource = .commaSeparated(method.models.map { "\(name: $0.variable)" })
    return method.namesOneModel ? labels : "(\(labels))"
  }

  /// One line for each model field.
  private func queries(of message: SwiftSource) -> SwiftSource {
    .commaSeparatedLines(method.models.map { query($0, of: message) })
  }

  private func query(_ model: ModelParameterPlan, of message: SwiftSource) -> SwiftSource {
    let value: SwiftSource =
      model.member.map { chosen($0, of: message) } ?? "\(message).\(name: model.property)"
    return "\(name: model.query)(\(value), field: \(literal: model.protoName))"
  }

  /// The value of a member of a oneof, `nil` when it was not chosen.
  private func chosen(_ member: FieldPlan.Member, of message: SwiftSource) -> SwiftSource {
    """
    \(message).\(name: member.property).flatMap { if case \(name: member.caseName)(let id) = $0 { id } else { nil } }
    """
  }
}
