import GRPCCodeGen
import SwiftSource
import TrainingSchema

/// Writes `.grpc.swift` by way of gRPC Swift's own renderer, with our serializers.
struct ServiceFileEmitter {
  let plan: ServiceFilePlan

  /// - Throws: a ``Diagnostic`` when two services or methods come out with one Swift name, or when
  ///   the renderer is a version that writes declarations in a way that is not known here.
  func content() throws(Diagnostic) -> String {
    let stubs = try nonisolated(try rendered())
    let aliases = AliasesEmitter(aliases: plan.aliases, style: plan.style).source
    return aliases.isEmpty ? stubs : "\(stubs)\n\n\(aliases.fileContent)"
  }

  /// Makes every type and extension of the stubs `nonisolated`, or none.
  func nonisolated(_ stubs: String) throws(Diagnostic) -> String {
    let source = NonisolatedSource(stubs)
    guard source.insertions == source.declarations else {
      throw Diagnostic(
        .error, ruleID: "stub-isolation", at: plan.location,
        "stubs have \(source.declarations) types and extensions, of which "
          + "\(source.insertions) could be made nonisolated; build the generator with a version of "
          + "grpc-swift-2 that it was tested with")
    }
    return source.text
  }

  private func rendered() throws(Diagnostic) -> String {
    do {
      return try CodeGenerator(config: config).generate(request).contents
    } catch let fault as CodeGenError {
      throw Diagnostic(
        .error, ruleID: "stub-names", at: plan.location,
        "stubs can't be generated: \(fault.message)")
    } catch {
      throw Diagnostic(
        .error, ruleID: "stub-names", at: plan.location,
        "stubs can't be generated, for a reason that gRPC Swift's generator doesn't name")
    }
  }

  private var request: CodeGenerationRequest {
    CodeGenerationRequest(
      // The renderer takes it for the name of a Swift file, which nobody reads.
      fileName: "stubs.swift",
      leadingTrivia: leadingTrivia,
      dependencies: dependencies,
      services: plan.services,
      makeSerializerCodeSnippet: plan.coding.serializer,
      makeDeserializerCodeSnippet: plan.coding.deserializer)
  }

  private var leadingTrivia: String {
    SourceFile(head: plan.head).content([])
  }

  private var config: CodeGenerator.Config {
    var config = CodeGenerator.Config(
      accessLevel: CodeGenerator.Config.AccessLevel(plan.options.visibility),
      accessLevelOnImports: plan.options.useAccessLevelOnImports,
      client: plan.options.client,
      server: plan.options.server,
      indentation: 2)
    config.grpcCoreModuleName = plan.options.grpcModule
    config.availability = plan.options.stubAvailability
    return config
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
