import GRPCCodeGen
import SwiftSource
import TrainingSchema

/// Writes `.grpc.swift` by way of gRPC Swift's own renderer, with our serializers.
struct ServiceFileEmitter {
  let plan: ServiceFilePlan

  /// - Throws: `CodeGenError` when two services or methods come out with one Swift name.
  func content() throws -> String {
    let request = CodeGenerationRequest(
      fileName: plan.head.source,
      leadingTrivia: leadingTrivia,
      dependencies: dependencies,
      services: plan.services,
      makeSerializerCodeSnippet: serializer,
      makeDeserializerCodeSnippet: deserializer)
    return Self.isolatedToNothing(try CodeGenerator(config: config).generate(request).contents)
  }

  private func serializer(of type: String) -> String {
    guard let module = plan.options.grpcProtobufModule else {
      return RuntimeNames.serializer(of: type)
    }
    return "\(module).ProtobufSerializer<\(type)>()"
  }

  private func deserializer(of type: String) -> String {
    guard let module = plan.options.grpcProtobufModule else {
      return RuntimeNames.deserializer(of: type)
    }
    return "\(module).ProtobufDeserializer<\(type)>()"
  }

  /// Writes `nonisolated` on every type and extension, which the renderer does not: in a target
  /// whose default isolation is the main actor, stubs could not be called from anywhere else.
  private static func isolatedToNothing(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map(isolatedToNothing).joined(separator: "\n")
  }

  private static func isolatedToNothing(_ line: Substring) -> String {
    let words = line.split(separator: " ")
    let index = words.first.map { ["public", "package", "internal"].contains($0) ? 1 : 0 } ?? 0
    let keywords: Set<Substring> = ["enum", "struct", "protocol", "extension"]
    guard words.count > index, keywords.contains(words[index]), line.hasSuffix("{") else {
      return String(line)
    }
    let keyword = words[index]
    return line[..<keyword.startIndex] + "nonisolated " + line[keyword.startIndex...]
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
