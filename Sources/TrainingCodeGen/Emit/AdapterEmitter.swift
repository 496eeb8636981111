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
    case (true, false): "messages.sequence"
    }
  }
}

extension AdapterEmitter {
  private var resolution: SwiftSource {
    guard !method.models.isEmpty else { return .empty }
    return .lines([
      """
      let modelGuard = TrainingRuntime.ModelGuard(\(name: service.typeName).Training.\(name: method.name), for: self, metadata: request.metadata)
      """,
      opening,
      .lines(method.models.map(resolve)),
    ])
  }

  /// A stream is opened as far as its first message, which names the models for all; one that ends
  /// without a message names none.
  private var opening: SwiftSource {
    guard method.isInputStreaming else { return "let message = request.message" }
    return """
      let messages = try await modelGuard.messages(of: request) { message in
        [\(SwiftSource.commaSeparated(method.models.map(named)))]
      }
      let message = messages.first ?? \(name: method.input)()
      """
  }

  private func resolve(_ model: ModelParameterPlan) -> SwiftSource {
    let field: SwiftSource = "field: \(literal: model.protoName)"
    let call: SwiftSource
    switch model.presence {
    case .singular, .optional, .required: call = "model(\(value(of: model)), \(field))"
    case .oneof: call = "chosenModel(\(value(of: model)), \(field))"
    case .repeated: call = "models(message.\(name: model.property), \(field))"
    }
    return "let \(name: model.label) = try await modelGuard.\(call)"
  }

  /// The models that a message of a stream names in one field.
  private func named(_ model: ModelParameterPlan) -> SwiftSource {
    guard model.presence != .repeated else { return "message.\(name: model.property)" }
    return "[\(value(of: model))].compactMap { $0 }"
  }

  /// The field's value, `nil` when it is absent.
  private func value(of model: ModelParameterPlan) -> SwiftSource {
    guard model.presence == .oneof else {
      return "message.\(name: model.hasProperty) ? message.\(name: model.property) : nil"
    }
    return """
      message.\(name: model.oneofProperty).flatMap { if case \(name: model.oneofCase)(let id) = $0 { id } else { nil } }
      """
  }
}
