import SwiftSource

/// The protocol whose handlers cannot be called without resolved models, and what makes it so.
struct GuardedServiceEmitter: StyledEmitter {
  let plan: GuardedServicePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    plan.hasServer ? .paragraphs([declaration, calls]) : .empty
  }

  private var declaration: SwiftSource {
    """
    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName) {
      /// Service protocol for "\(name: plan.protoName)" whose training methods are guarded.
      ///
      /// A call of a training method reaches its handler with the model that it names: found in
      /// `models`, visible to the caller and ready to use, or the service's default model. Any other
      /// call ends with a status that says what is wrong.
      \(access) nonisolated protocol GuardedServiceProtocol: \(name: plan.typeName).ServiceProtocol, \(runtime).GuardedService {
        \(SwiftSource.paragraphs(plan.methods.map { HandlerEmitter(method: $0, style: style).requirement }))
      }
    }
    """
  }

  private var calls: SwiftSource {
    """
    // Calls of the service protocol, checked and handed to the guarded handlers.
    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName).GuardedServiceProtocol {
      \(SwiftSource.paragraphs(plan.methods.map(call)))
    }
    """
  }

  private func call(_ method: GuardedMethodPlan) -> SwiftSource {
    GuardedCallEmitter(service: plan, method: method).source
  }
}
