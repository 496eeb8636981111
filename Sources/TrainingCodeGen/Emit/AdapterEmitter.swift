import SwiftSource
import TrainingManifest

/// The function that a call arrives at: it resolves the models and calls the handler.
struct AdapterEmitter {
  let service: GuardedServicePlan
  let method: GuardedMethodPlan

  var source: SwiftSource {
    """
    \(name: service.access) func \(name: method.name)(
      request: GRPCCore.\(request)<\(name: method.input)>,
      context: GRPCCore.ServerContext
    ) async throws -> GRPCCore.\(response)<\(name: method.output)> {
      \(resolution)
      \(method.isOutputStreaming ? streamed : single)
    }
    """
  }

  private var request: SwiftSource {
    method.isInputStreaming ? "StreamingServerRequest" : "ServerRequest"
  }

  private var response: SwiftSource {
    method.isOutputStreaming ? "StreamingServerResponse" : "ServerResponse"
  }

  private var single: SwiftSource {
    """
    let reply = try await self.\(handlerCall)
    return GRPCCore.ServerResponse(message: reply, metadata: [:])
    """
  }

  private var streamed: SwiftSource {
    """
    return GRPCCore.StreamingServerResponse(metadata: [:]) { writer in
      try await self.\(handlerCall)
      return [:]
    }
    """
  }

  private var handlerCall: SwiftSource {
    let models = method.models.map { "\(name: $0.label): \(name: $0.label)" as SwiftSource }
    let writer: [SwiftSource] = method.isOutputStreaming ? ["response: writer"] : []
    let arguments =
      .commaSeparated(
        ["request: \(messages)"] + models + writer + ["context: context"]) as SwiftSource
    return "\(name: method.name)(\(arguments))"
  }

  /// What the handler gets as its request.
  private var messages: SwiftSource {
    switch (method.isInputStreaming, method.models.isEmpty) {
    case (false, _): "request.message"
    case (true, true): "request.messages"
    case (true, false): "messages"
    }
  }
}

extension AdapterEmitter {
  private var resolution: SwiftSource {
    guard !method.models.isEmpty else { return .empty }
    return """
      let modelGuard = TrainingRuntime.ModelGuard(\(name: service.typeName).Training.\(name: method.name), for: self, metadata: request.metadata)
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
      \(method.models.count == 1 ? queries(of: "message") : tuple)
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
    return method.models.count == 1 ? labels : "(\(labels))"
  }

  /// One line for each model field.
  private func queries(of message: SwiftSource) -> SwiftSource {
    .commaSeparatedLines(method.models.map { query($0, of: message) })
  }

  private func query(_ model: ModelParameterPlan, of message: SwiftSource) -> SwiftSource {
    let field: SwiftSource = "field: \(literal: model.protoName)"
    let value: SwiftSource = "\(message).\(name: model.property)"
    switch model.presence {
    case .singular, .optional, .required:
      return "TrainingRuntime.OneModel(\(value), \(field))"
    case .repeated:
      return "TrainingRuntime.EachModel(\(value), \(field))"
    case .oneof:
      return "TrainingRuntime.ChosenModel(\(chosen(model, of: message)), \(field))"
    }
  }

  /// The value of a member of a oneof, `nil` when it was not chosen.
  private func chosen(_ model: ModelParameterPlan, of message: SwiftSource) -> SwiftSource {
    """
    \(message).\(name: model.oneofProperty).flatMap { if case \(name: model.oneofCase)(let id) = $0 { id } else { nil } }
    """
  }
}
