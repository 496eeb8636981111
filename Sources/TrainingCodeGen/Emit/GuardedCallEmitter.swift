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
      \(method.models.isEmpty ? .empty : resolution)
      \(method.handlerWriter == nil ? returned : written)
    }
    """
  }

  private var returned: SwiftSource {
    """
    let reply = try await self.\(handlerCall)
    return \(grpc).ServerResponse(message: reply, metadata: [:])
    """
  }

  private var written: SwiftSource {
    """
    return \(grpc).StreamingServerResponse(metadata: [:]) { writer in
      try await self.\(handlerCall)
      return [:]
    }
    """
  }

  private var handlerCall: SwiftSource {
    let models = method.models.map { "\(name: $0.label): \(name: $0.label)" as SwiftSource }
    let writer: [SwiftSource] = method.handlerWriter == nil ? [] : ["response: writer"]
    let request: SwiftSource = "request: \(name: method.handlerArgument)"
    let arguments: SwiftSource = .commaSeparated(
      [request] + models + writer + ["context: context"])
    return "\(name: method.name)(\(arguments))"
  }
}

extension GuardedCallEmitter {
  private var resolution: SwiftSource {
    """
    let modelGuard = \(runtime).ModelGuard(\(name: service.typeName).Training.\(name: method.name), for: self, metadata: request.metadata)
    \(method.isInputStreaming ? opened : resolved)
    """
  }

  private var resolved: SwiftSource {
    """
    let \(models) = try await modelGuard.resolve(
      \(queries(of: "request.message"))
    )
    """
  }

  /// A stream is opened as far as its first message, which names the models for all.
  private var opened: SwiftSource {
    """
    let (messages, \(models)) = try await modelGuard.open(request) { message in
      \(method.namesOneModel ? queries(of: "message") : tuple)
    }
    """
  }

  private var tuple: SwiftSource {
    """
    (
      \(queries(of: "message"))
    )
    """
  }

  /// The constants that hold the models.
  private var models: SwiftSource {
    let labels: SwiftSource = .commaSeparated(method.models.map { "\(name: $0.label)" })
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
