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

  /// What turns messages into bytes and back.
  let coding: MessageCoding

  /// The modules that the stubs name publicly.
  let publicModules: [String]

  /// The modules that only the bodies of the stubs call.
  let internalModules: [String]

  /// The aliases for messages that can't be reached by their names everywhere in stubs and guards.
  let aliases: [TypeAliases.Alias]

  let style: FileStyle

  init(_ file: FileContext) {
    let context = file.insideStubs
    let own = context.file.isTrainingContract ? ModuleNames.stubsOfTheContract : nil
    self.location = context.file.services.first.map {
      SourcePlace(of: $0).location(in: context.sources)
    }
    self.head = FileHead(context)
    self.options = context.options
    self.coding = MessageCoding(context)
    self.services = context.file.services.map { GRPCCodeGen.ServiceDescriptor($0, in: context) }
    let modules = Set(context.messageModules).union(context.options.extraModules)
    let serializers = context.options.grpcProtobufModule ?? context.style.modules.runtime
    self.publicModules = modules.sorted()
    self.internalModules = [serializers].filter { $0 != own }
    self.aliases = context.aliases.all
    self.style = context.style
  }
}

/// What the stubs of a file turn messages into bytes with.
struct MessageCoding: Hashable {
  private let modules: ModuleNames

  /// The module whose serializers are used; `nil` for those of the codec.
  private let module: String?

  init(_ context: FileContext) {
    self.modules = context.style.modules
    self.module = context.options.grpcProtobufModule
  }

  func serializer(of type: String) -> String {
    guard let module else { return modules.serializer(of: type) }
    return "\(module).ProtobufSerializer<\(type)>()"
  }

  func deserializer(of type: String) -> String {
    guard let module else { return modules.deserializer(of: type) }
    return "\(module).ProtobufDeserializer<\(type)>()"
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
      other.isTrainingContract
        ? ModuleNames.messagesOfTheContract : foreignModule(of: other)
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
      documentation: Documentation(comment: service, in: context).comment,
      name: ServiceName(
        identifyingName: service.fullName, typeName: name.type, propertyName: name.property),
      methods: service.methods.map { GRPCCodeGen.MethodDescriptor($0, in: context) })
  }
}

extension GRPCCodeGen.MethodDescriptor {
  fileprivate init(
    _ method: SwiftProtobufPluginLibrary.MethodDescriptor, in context: FileContext
  ) {
    let names = StubNames(context.style.modules)
    self.init(
      documentation: Documentation(comment: method, in: context).comment,
      name: MethodName(
        identifyingName: method.name, typeName: names.type(of: method),
        functionName: names.function(of: method)),
      isInputStreaming: method.clientStreaming,
      isOutputStreaming: method.serverStreaming,
      inputType: context.name(of: method.inputType),
      outputType: context.name(of: method.outputType))
  }
}
