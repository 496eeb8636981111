import SwiftSource
import TrainingManifest

/// A handler as its implementer sees it: plain messages, and a resolved model for each model field.
struct HandlerEmitter {
  let method: GuardedMethodPlan

  var requirement: SwiftSource {
    """
    \(comment: documentation)
    func \(name: method.name)(
      request: \(request),
      \(SwiftSource.lines(method.models.map { "\(name: $0.label): \(type(of: $0))," }))
      \(SwiftSource.when(method.isOutputStreaming, "response: GRPCCore.RPCWriter<\(name: method.output)>,"))
      context: GRPCCore.ServerContext
    ) async throws\(result)
    """
  }

  private var documentation: String {
    method.documentation.text.isEmpty
      ? "Handles the \"\(method.name)\" method." : method.documentation.text
  }

  private var request: SwiftSource {
    let message: SwiftSource = "\(name: method.input)"
    return method.isInputStreaming ? "GRPCCore.RPCAsyncSequence<\(message), any Error>" : message
  }

  private var result: SwiftSource {
    method.isOutputStreaming ? .empty : " -> \(name: method.output)"
  }

  private func type(of model: ModelParameterPlan) -> SwiftSource {
    switch model.presence {
    case .singular, .optional, .required: "TrainingRuntime.ModelReference"
    case .oneof: "TrainingRuntime.ModelReference?"
    case .repeated: "[TrainingRuntime.ModelReference]"
    }
  }
}
