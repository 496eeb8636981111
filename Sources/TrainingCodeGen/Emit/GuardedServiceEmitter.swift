import SwiftSource

/// The protocols whose handlers cannot be called without resolved models, and what makes it so.
struct GuardedServiceEmitter: StyledEmitter {
  let plan: GuardedServicePlan

  var style: FileStyle { plan.style }

  var source: SwiftSource {
    plan.hasServer ? .paragraphs([declarations, calls, simplified]) : .empty
  }

  private var declarations: SwiftSource {
    """
    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName) {
      /// Service protocol for "\(name: plan.protoName)" whose training methods are guarded.
      ///
      /// A call of a training method reaches its handler with the model that it names: found in
      /// `models`, visible to the caller and ready to use, or the service's default model. Any other
      /// call ends with a status that says what is wrong. Don't implement the methods of
      /// ``ServiceProtocol`` and ``StreamingServiceProtocol`` for training methods: they are the guards.
      ///
      /// Handlers see the call's metadata and caller, and can answer with metadata and trailers. If
      /// they need messages alone, prefer ``SimpleGuardedServiceProtocol``. The handlers of
      /// ``SimpleServiceProtocol`` aren't guarded.
      \(access) nonisolated protocol GuardedServiceProtocol: ServiceProtocol, \(runtime).GuardedService {
        \(paragraphs: plan.guarded, detailedRequirement)
      }

      /// Guarded service protocol for "\(name: plan.protoName)" whose handlers see messages alone.
      \(access) nonisolated protocol SimpleGuardedServiceProtocol: GuardedServiceProtocol {
        \(paragraphs: plan.methods, simpleRequirement)
      }
    }
    """
  }

  private var calls: SwiftSource {
    """
    // Calls of the service protocol, checked and handed to the guarded handlers.
    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName).GuardedServiceProtocol {
      \(paragraphs: plan.guarded, call)
    }
    """
  }

  private var simplified: SwiftSource {
    """
    // Handlers that see metadata, implemented by those that see messages alone.
    \(name: plan.availability)
    nonisolated extension \(name: plan.typeName).SimpleGuardedServiceProtocol {
      \(paragraphs: plan.methods, simplified)
    }
    """
  }

  private func detailedRequirement(_ method: GuardedMethodPlan) -> SwiftSource {
    handler(method).detailedRequirement
  }

  private func simpleRequirement(_ method: GuardedMethodPlan) -> SwiftSource {
    handler(method).simpleRequirement
  }

  private func simplified(_ method: GuardedMethodPlan) -> SwiftSource {
    handler(method).simplified
  }

  private func call(_ method: GuardedMethodPlan) -> SwiftSource {
    GuardedCallEmitter(service: plan, method: method).source
  }

  private func handler(_ method: GuardedMethodPlan) -> HandlerEmitter {
    HandlerEmitter(method: method, style: style)
  }
}
