import GRPCCodeGen
import SwiftProtobufPluginLibrary
import TrainingSchema

/// The services of one file, in the terms of the library that renders stubs.
struct ServiceFilePlan: Hashable {
  /// Where a fault of the services is shown.
  let location: SourceLocation?

  let head: FileHead
  let options: GeneratorOptions
  let services: [GRPCCodeGen.ServiceDescriptor]

  /// The modules that the stubs name publicly.
  let publicModules: [String]

  /// The modules that only the bodies of the stubs call.
  let internalModules: [String]

  init(_ context: FileContext) {
    let isShipped = ShippedProto.isShipped(context.file)
    let own = isShipped ? ShippedProto.stubs : nil
    self.location = context.file.services.first.map { SourcePlace(of: $0).location }
    self.head = FileHead(context)
    self.options = context.options
    self.services = context.file.services.map { GRPCCodeGen.ServiceDescriptor($0, in: context) }
    let modules = Set(context.messageModules).union(context.options.extraModules)
    let serializers = context.options.grpcProtobufModule ?? RuntimeNames.runtime
    self.publicModules = modules.sorted()
    self.internalModules = [serializers].filter { $0 != own }
  }
}

extension FileContext {
  /// The modules of the requests and responses of the file's methods.
  ///
  /// The stubs of a shipped proto live in another module than its messages.
  var messageModules: [String] {
    let methods = file.services.flatMap(\.methods)
    let files = methods.flatMap { [$0.inputType.file, $0.outputType.file].compactMap { $0 } }
    let modules = files.compactMap { other in
      ShippedProto.isShipped(other) ? ShippedProto.messages : foreignModule(of: other)
    }
    return Set(modules).sorted()
  }
}

extension GRPCCodeGen.ServiceDescriptor {
  fileprivate init(
    _ service: SwiftProtobufPluginLibrary.ServiceDescriptor, in context: FileContext
  ) {
    let name = ServiceTypeName(service, in: context)
    self.init(
      documentation: Documentation(comment: service).comment,
      name: ServiceName(
        identifyingName: service.fullName, typeName: name.type, propertyName: name.property),
      methods: service.methods.map { GRPCCodeGen.MethodDescriptor($0, in: context) })
  }
}

extension GRPCCodeGen.MethodDescriptor {
  fileprivate init(
    _ method: SwiftProtobufPluginLibrary.MethodDescriptor, in context: FileContext
  ) {
    self.init(
      documentation: Documentation(comment: method).comment,
      name: MethodName(
        identifyingName: method.name, typeName: FunctionName.escaped(method.name),
        functionName: FunctionName.escaped(FunctionName.of(method: method.name))),
      isInputStreaming: method.clientStreaming,
      isOutputStreaming: method.serverStreaming,
      inputType: context.namer.fullName(message: method.inputType),
      outputType: context.namer.fullName(message: method.outputType))
  }
}
