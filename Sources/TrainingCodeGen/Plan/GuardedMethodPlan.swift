import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// A method of a service with training methods.
struct GuardedMethodPlan: Hashable {
  let documentation: Documentation

  /// The function's name, e.g. `stt`.
  let name: String

  let input: String
  let output: String
  let isInputStreaming: Bool
  let isOutputStreaming: Bool

  /// What the proto says about training; `nil` when the request names no model.
  let training: TrainingMethod?

  /// One parameter for each model field, in the order of declaration.
  let models: [ModelParameterPlan]

  init(_ method: MethodDescriptor, in context: FileContext) {
    self.documentation = Documentation(comment: method)
    self.name = FunctionName.escaped(FunctionName.of(method: method.name))
    self.input = context.namer.fullName(message: method.inputType)
    self.output = context.namer.fullName(message: method.outputType)
    self.isInputStreaming = method.clientStreaming
    self.isOutputStreaming = method.serverStreaming
    self.training = TrainingMethod(method)
    self.models = ModelParameterPlan.parameters(of: method.inputType, in: context)
  }
}
