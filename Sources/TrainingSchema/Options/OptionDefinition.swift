import SwiftProtobufPluginLibrary

/// One option of the plugin: parsing, errors, help and the README's table come from here.
public struct OptionDefinition: Sendable {
  /// The option's name, e.g. `Visibility`. Case matters, as for the other Swift generators.
  public let name: String

  /// The values there are, or what stands for one, e.g. `FILE`.
  public let values: [String]

  /// The value that holds when the option is not given; `nil` when there is none.
  public let defaultValue: String?

  /// What the option does, in one sentence.
  public let summary: String

  /// Sets the option, and says what is wrong with the value; `nil` when nothing is.
  let set: @Sendable (String, inout GeneratorOptions) -> String?
}

extension OptionDefinition {
  /// Every option there is.
  public static let all: [OptionDefinition] = [
    choice("Visibility", \.visibility, "The access level of generated code."),
    choice("FileNaming", \.fileNaming, "How output files are named after the proto."),
    OptionDefinition(
      name: "ProtoPathModuleMappings", values: ["FILE"], defaultValue: nil,
      summary: "A text format file that says which module has the Swift of which proto."
    ) { value, options in
      options.moduleMappings = value
      return value.isEmpty ? "a file has to be named" : nil
    },
    choice(
      "EnumGeneration", \.enumGeneration, "Mark open enums and oneofs as @nonexhaustive (SE-0487)."),
    choice("Deprecation", \.deprecation, "What becomes of deprecated = true."),
    flag(
      "UseAccessLevelOnImports", \.useAccessLevelOnImports,
      "Write access levels on imports, as targets with InternalImportsByDefault need them unless "
        + "Visibility is Internal."),
    flag(
      "ImplementationOnlyImports", \.implementationOnlyImports,
      "Write @_implementationOnly on imports; needs Visibility=Internal."),
    flag(
      "BinaryCodec", \.binaryCodec,
      "Give messages a codec of their own; without, they are smaller, and as fast as "
        + "SwiftProtobuf's."),
    flag("Server", \.server, "Generate service protocols and guards."),
    flag("Client", \.client, "Generate clients."),
    OptionDefinition(
      name: "ExtraModuleImports", values: ["MODULE"], defaultValue: nil,
      summary: "A module that stubs import as well; can be given several times."
    ) { value, options in
      options.extraModules.append(value)
      return faultOfModule(value)
    },
    OptionDefinition(
      name: "Availability", values: ["OS VERSION"], defaultValue: nil,
      summary: "A platform that stubs are available on, e.g. macOS 15.0, instead of gRPC Swift's; "
        + "can be given several times."
    ) { value, options in
      let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return "it needs a name and a version" }
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
      "A module like GRPCProtobuf, whose serializers stubs use instead of TrainingRuntime's."
    ) {
      $0.grpcProtobufModule = $1
    },
    OptionDefinition(
      name: "ReflectionData", values: [], defaultValue: nil,
      summary: "Refused: reflection takes what protoc --descriptor_set_out writes."
    ) { _, _ in
      "the reflection service takes descriptor sets; have protoc write one: --descriptor_set_out"
    },
    flag("Swift", \.swift, "Generate Swift; without, only manifests and diagnostics."),
    choice("Manifest", \.manifest, "Which manifests to write; Merged is one training.json."),
    choice("Warnings", \.warnings, "What becomes of warnings; error refuses the protos."),
    OptionDefinition(
      name: "Ignore", values: ["RULE"], defaultValue: nil,
      summary: "A rule whose warnings are left out; can be given several times."
    ) { value, options in
      options.ignoredRules.insert(value)
      return IgnoreName.fault(of: value)
    },
    flag("EmptyFiles", \.emptyFiles, "Write every kind of file, even without content."),
    flag("ShippedProtos", \.shippedProtos, "Generate training.proto itself, not an import of it."),
  ]
}

extension OptionDefinition {
  private static let noSuchValue = "there is no such value"

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
    isValidSwiftIdentifier(name, allowQuoted: false) ? nil : "it has to be a module's name"
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  /// The value with a name, in any case and with underscores, as protoc-gen-swift reads it.
  fileprivate init?(spelled text: String) {
    let name = String(text.lowercased().filter { $0 != "_" })
    guard let value = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else {
      return nil
    }
    self = value
  }
}
