import GRPCCodeGen
import SwiftSource
import TrainingSchema

/// Writes `.grpc.swift` by way of gRPC Swift's own renderer, with our serializers.
struct ServiceFileEmitter {
  let plan: ServiceFilePlan

  /// - Throws: `CodeGenError` when two services or methods come out with one Swift name.
  func content() throws -> String {
    let request = CodeGenerationRequest(
      fileName: plan.source,
      leadingTrivia: leadingTrivia,
      dependencies: dependencies,
      services: plan.services,
      makeSerializerCodeSnippet: RuntimeNames.serializer,
      makeDeserializerCodeSnippet: RuntimeNames.deserializer)
    return try CodeGenerator(config: config).generate(request).contents
  }

  private var leadingTrivia: String {
    SourceFile(source: plan.source, header: plan.header).content([])
  }

  private var config: CodeGenerator.Config {
    CodeGenerator.Config(
      accessLevel: CodeGenerator.Config.AccessLevel(plan.options.visibility),
      accessLevelOnImports: plan.options.accessLevelOnImports,
      client: plan.options.client,
      server: plan.options.server,
      indentation: 2)
  }

  private var dependencies: [Dependency] {
    let access = CodeGenerator.Config.AccessLevel(plan.options.visibility)
    return plan.internalModules.map { Dependency(module: $0, accessLevel: .internal) }
      + plan.publicModules.map { Dependency(module: $0, accessLevel: access) }
  }
}

extension CodeGenerator.Config.AccessLevel {
  fileprivate init(_ visibility: GeneratorOptions.Visibility) {
    switch visibility {
    case .internal: self = .internal
    case .package: self = .package
    case .public: self = .public
    }
  }
}
