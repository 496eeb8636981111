import SwiftProtobufPluginLibrary

/// One option of the plugin. Parsing, error messages, help and the README's table use this
/// definition.
public struct OptionDefinition: Sendable {
  /// The option's name, for example `Visibility`. Case matters, as in the other Swift generators.
  public let name: String

  /// The possible values, or a placeholder such as `FILE`.
  public let values: [String]

  /// The value that applies if the option isn't given; `nil` if there is none.
  public let defaultValue: String?

  /// A description of the option in one sentence.
  public let summary: String

  /// Sets the option. Returns what is wrong with the value, or `nil` if the value is valid.
  let set: @Sendable (String, inout GeneratorOptions) -> String?
}

extension OptionDefinition {
  /// All options.
  public static let all: [OptionDefinition] = [
    choice("Visibility", \.visibility, "The access level of generated code."),
    choice(
      "FileNaming", \.fileNaming,
      "How the names of output files are made from the proto's name."),
    OptionDefinition(
      name: "ProtoPathModuleMappings", values: ["FILE"], defaultValue: nil,
      summary: "A text format file that maps protos to the modules with their Swift."
    ) { value, options in
      options.moduleMappings = value
      return value.isEmpty ? "name a file" : nil
    },
    choice(
      "EnumGeneration", \.enumGeneration,
      "Whether open enums and oneofs are marked as @nonexhaustive (SE-0487)."),
    choice(
      "Deprecation", \.deprecation,
      "How deprecated = true is translated: to a comment, or to an attribute as well."),
    flag(
      "UseAccessLevelOnImports", \.useAccessLevelOnImports,
      "Write access levels on imports. Targets with InternalImportsByDefault need them unless "
        + "Visibility is Internal."),
    flag(
      "ImplementationOnlyImports", \.implementationOnlyImports,
      "Write @_implementationOnly on imports. Requires Visibility=Internal."),
    flag(
      "BinaryCodec", \.binaryCodec,
      "Generate a specialised codec for messages. Without it, they need less code and are as fast "
        + "as SwiftProtobuf's."),
    flag("Server", \.server, "Generate service protocols and guards."),
    flag("Client", \.client, "Generate clients."),
    OptionDefinition(
      name: "ExtraModuleImports", values: ["MODULE"], defaultValue: nil,
      summary: "An additional module that stubs import. Can be given several times."
    ) { value, options in
      options.extraModules.append(value)
      return faultOfModule(value)
    },
    OptionDefinition(
      name: "Availability", values: ["OS VERSION"], defaultValue: nil,
      summary:
        "A platform on which stubs are available, for example macOS 15.0, instead of gRPC "
        + "Swift's. "
        + "Can be given several times."
    ) { value, options in
      let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return "give a name and a version" }
      options.availability.append(GeneratorOptions.Platform(name: parts[0], version: parts[1]))
      return nil
    },
    module("SwiftProtobufModuleName", "SwiftProtobuf", "The module to import as SwiftProtobuf.") {
      $0.swiftProtobufModule = $1
    },
    module("GRPCModuleName", "GRPCCore", "The module to import as GRPCCore.") {
      $0.grpcModule = $1
    },
    module(
      "GRPCProtobufModuleName", nil,
      "A module such as GRPCProtobuf, whose serializers the stubs use instead of TrainingRuntime's."
    ) {
      $0.grpcProtobufModule = $1
    },
    OptionDefinition(
      name: "ReflectionData", values: [], defaultValue: nil,
      summary:
        "Not supported. For reflection, let protoc write descriptors with --descriptor_set_out."
    ) { _, _ in
      "let protoc write the descriptors for the reflection service with --descriptor_set_out"
    },
    flag("Swift", \.swift, "Generate Swift. Without it, there are only manifests and diagnostics."),
    choice(
      "Manifest", \.manifest,
      "Which manifests to write. Merged writes a single training.json."),
    choice(
      "Warnings", \.warnings,
      "How warnings are treated. With error, protos with warnings are refused."),
    OptionDefinition(
      name: "Ignore", values: ["RULE"], defaultValue: nil,
      summary: "A rule whose warnings are ignored. Can be given several times."
    ) { value, options in
      options.ignoredRules.insert(value)
      return IgnoreName.fault(of: value)
    },
    flag("EmptyFiles", \.emptyFiles, "Write all kinds of files, even if they have no content."),
    flag(
      "ShippedProtos", \.shippedProtos,
      "Generate code for training.proto itself instead of importing it."),
  ]
}

extension OptionDefinition {
  private static let noSuchValue = "this value is unknown"

  private static func flag(
    _ name: String, _ path: any WritableKeyPath<GeneratorOptions, Bool> & Sendable,
    _ summary: String
  ) -> OptionDefinition {
    OptionDefinition(
      name: name, values: ["true", "false"],
      defaultValue: String(GeneratorOptions()[keyPath: path]), summary: summary
    ) { value, options in
      guard let flag = Bool(value.lowercased()) else { return noSuchValue }
      options[keyPath: path] = flag
      return nil
    }
  }

  private static func choice<Choice: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ path: any WritableKeyPath<GeneratorOptions, Choice> & Sendable,
    _ summary: String
  ) -> OptionDefinition {
    OptionDefinition(
      name: name, values: Choice.allCases.map(\.rawValue),
      defaultValue: GeneratorOptions()[keyPath: path].rawValue, summary: summary
    ) { value, options in
      guard let choice = Choice(spelled: value) else { return noSuchValue }
      options[keyPath: path] = choice
      return nil
    }
  }

  private static func module(
    _ name: String, _ defaultValue: String?, _ summary: String,
    _ set: @escaping @Sendable (inout GeneratorOptions, String) -> Void
  ) -> OptionDefinition {
    OptionDefinition(
      name: name, values: ["MODULE"], defaultValue: defaultValue, summary: summary
    ) { value, options in
      set(&options, value)
      return faultOfModule(value)
    }
  }

  private static func faultOfModule(_ name: String) -> String? {
    isValidSwiftIdentifier(name, allowQuoted: false) ? nil : "it isn't the name of a module"
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  /// Finds the value with a name, ignoring case and underscores, as protoc-gen-swift does.
  fileprivate init?(spelled text: String) {
    let name = String(text.lowercased().filter { $0 != "_" })
    guard let value = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else {
      return nil
    }
    self = value
  }
}
