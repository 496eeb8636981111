import SwiftSource

/// A handler as its implementer sees it, with a resolved model for each model field: in the
/// detailed form, which has the call's metadata, and in the simple one, which has messages alone.
struct HandlerEmitter: StyledEmitter {
  let method: GuardedMethodPlan
  let style: FileStyle

  var detailedRequirement: SwiftSource {
    """
    \(comment: method.documentation.text)
    \(detailed)
    """
  }

  var simpleRequirement: SwiftSource {
    """
    \(comment: method.documentation.text)
    func \(name: method.name)(
      request: \(name: method.simpleRequest),
      \(modelParameters)
      \(writer)
      context: \(grpc).ServerContext
    ) async throws\(result)
    """
  }

  /// The detailed form, implemented by the simple one.
  var simplified: SwiftSource {
    """
    \(access) \(detailed) {
      \(simplifiedBody)
    }
    """
  }

  private var simplifiedBody: SwiftSource { method.simpleWriter == nil ? returned : written }

  private var detailed: SwiftSource {
    """
    func \(name: method.name)(
      request: \(name: method.request),
      \(modelParameters)
      context: \(grpc).ServerContext
    ) async throws -> \(name: method.response)
    """
  }

  private var modelParameters: SwiftSource {
    .lines(method.models.map { "\(name: $0.label): \(name: $0.type)," })
  }

  private var writer: SwiftSource {
    method.simpleWriter.map { "response: \(name: $0)," } ?? .empty
  }

  private var result: SwiftSource {
    method.simpleResult.map { " -> \(name: $0)" } ?? .empty
  }
}

extension HandlerEmitter {
  /// A call of the detailed form, where `request` and the models are at hand.
  var detailedCall: SwiftSource {
    call(["request: request"] + modelArguments)
  }

  private var simpleCall: SwiftSource {
    let writer: [SwiftSource] = method.simpleWriter == nil ? [] : ["response: writer"]
    return call(["request: request.\(name: method.simpleArgument)"] + modelArguments + writer)
  }

  private var returned: SwiftSource {
    """
    \(grpc).ServerResponse(message: try await \(simpleCall))
    """
  }

  private var written: SwiftSource {
    """
    \(grpc).StreamingServerResponse { writer in
      try await \(simpleCall)
      return [:]
    }
    """
  }

  private func call(_ arguments: [SwiftSource]) -> SwiftSource {
    "self.\(name: method.name)(\(SwiftSource.commaSeparated(arguments + ["context: context"])))"
  }

  private var modelArguments: [SwiftSource] {
    method.models.map { "\(name: $0.label): \(name: $0.variable)" }
  }
}
