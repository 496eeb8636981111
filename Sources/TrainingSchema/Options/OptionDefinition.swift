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
    OptionDefinition(
      name: "UseAccessLevelOnImports", values: ["true", "false"], defaultValue: nil,
      summary: "Write access levels on imports; by default unless Internal."
    ) { value, options in
      options.useAccessLevelOnImports = Bool(value)
      return options.useAccessLevelOnImports == nil ? noSuchValue : nil
    },
    flag("Server", \.server, "Generate service protocols and guards."),
    flag("Client", \.client, "Generate clients."),
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

  private static let noSuchValue = "there is no such value"

  private static func flag(
    _ name: String, _ path: any WritableKeyPath<GeneratorOptions, Bool> & Sendable,
    _ summary: String
  ) -> OptionDefinition {
    OptionDefinition(
      name: name, values: ["true", "false"],
      defaultValue: String(GeneratorOptions()[keyPath: path]), summary: summary
    ) { value, options in
      guard let flag = Bool(value) else { return noSuchValue }
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
      guard let choice = Choice(rawValue: value) else { return noSuchValue }
      options[keyPath: path] = choice
      return nil
    }
  }
}
