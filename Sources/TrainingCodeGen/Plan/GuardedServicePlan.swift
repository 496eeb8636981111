import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// A service with training methods.
struct GuardedServicePlan: Hashable {
  let style: FileStyle

  /// The attribute that says on which platforms the guards are available.
  let availability: String

  /// The namespace of the stubs, e.g. `Service_ExampleService`.
  let typeName: String

  /// The name in the proto.
  let protoName: String

  /// Whether there are service protocols to guard.
  let hasServer: Bool

  /// All methods in the order of declaration.
  let methods: [GuardedMethodPlan]

  /// - Parameter context: the context inside the stubs of the file.
  init(_ service: ServiceDescriptor, in context: FileContext) {
    self.style = context.style
    self.availability = context.availability
    self.typeName = ServiceTypeName(service, in: context).type
    self.protoName = service.fullName
    self.hasServer = context.options.server
    self.methods = service.methods.map { GuardedMethodPlan($0, in: context) }
  }

  /// The methods whose calls are guarded.
  var guarded: [GuardedMethodPlan] { methods.filter { !$0.models.isEmpty } }

  /// The training methods and what the proto says of them.
  var training: [(method: GuardedMethodPlan, metadata: TrainingMethod)] {
    methods.compactMap { method in
      method.training.map { (method, $0) }
    }
  }
}
