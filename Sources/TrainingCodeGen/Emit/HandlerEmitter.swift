import SwiftSource

/// A handler as its implementer sees it: plain messages, and a resolved model for each model field.
struct HandlerEmitter: StyledEmitter {
  let method: GuardedMethodPlan
  let style: FileStyle

  var requirement: SwiftSource {
    """
    \(comment: method.documentation.text)
    func \(name: method.name)(
      request: \(name: method.handlerRequest),
      \(models)
      \(writer)
      context: \(grpc).ServerContext
    ) async throws\(result)
    """
  }

  private var models: SwiftSource {
    .lines(method.models.map { "\(name: $0.label): \(name: $0.type)," })
  }

  private var writer: SwiftSource {
    method.handlerWriter.map { "response: \(name: $0)," } ?? .empty
  }

  private var result: SwiftSource {
    method.handlerResult.map { " -> \(name: $0)" } ?? .empty
  }
}
