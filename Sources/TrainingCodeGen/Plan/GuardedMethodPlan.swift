import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// A method of a service with training methods.
struct GuardedMethodPlan: Hashable {
  let documentation: Documentation

  /// The function's name, e.g. `stt`, and that of the constant with what the proto says about it.
  let name: String
  let metadataName: String

  /// What a call brings and what it is answered with, in the service protocol and in the detailed
  /// form of the handler, e.g. `GRPCCore.ServerRequest<Service_sttInput>`.
  let request: String
  let response: String

  /// What the simple form of the handler gets as its request: a message, or a sequence of them.
  let simpleRequest: String

  /// The property of ``request`` that holds it.
  let simpleArgument: String

  /// What the simple form answers with; `nil` if it writes.
  let simpleResult: String?

  /// What the simple form writes to; `nil` if it returns its answer.
  let simpleWriter: String?

  /// Whether requests are a stream.
  let isInputStreaming: Bool

  /// What the proto says about training; `nil` when the request names no model.
  let training: TrainingMethod?

  /// One parameter for each model field, in the order of declaration, and whether there is just
  /// one.
  let models: [ModelParameterPlan]
  let namesOneModel: Bool

  init(_ method: MethodDescriptor, in context: FileContext) {
    let comment = Documentation(comment: method, in: context)
    let names = StubNames(context.style.modules)
    let name = names.function(of: method)
    let input = context.name(of: method.inputType)
    let output = context.name(of: method.outputType)
    let grpc = context.style.modules.grpc
    let streams = (input: method.clientStreaming, output: method.serverStreaming)
    self.documentation =
      comment.text.isEmpty ? Documentation("Handles the \"\(name)\" method.") : comment
    self.name = name
    self.metadataName = names.metadata(of: method)
    self.request = "\(grpc).\(streams.input ? "Streaming" : "")ServerRequest<\(input)>"
    self.response = "\(grpc).\(streams.output ? "Streaming" : "")ServerResponse<\(output)>"
    self.simpleRequest =
      streams.input ? "\(grpc).RPCAsyncSequence<\(input), any \(context.errorType)>" : input
    self.simpleArgument = streams.input ? "messages" : "message"
    self.simpleResult = streams.output ? nil : output
    self.simpleWriter = streams.output ? "\(grpc).RPCWriter<\(output)>" : nil
    self.isInputStreaming = streams.input
    self.training = TrainingMethod(method)
    self.models = ModelParameterPlan.parameters(of: method.inputType, in: context)
    self.namesOneModel = models.count == 1
  }
}
