import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Refuses a type whose name would hide a module or a type of the standard library from generated
/// Swift.
public enum TypeName: Rule {
  public static let summary = RuleSummary(
    "type-name", .error,
    reason: "A message or enum has the name of a module or of a standard type.",
    affects: "Generated Swift, which would refer to the wrong declaration.",
    remedy: "Rename it; at the top of a file, option swift_prefix or a package suffices.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let reserved = reservedNames(in: file)
    // Stubs also refer to the types of imported files.
    let hasStubs = !file.services.isEmpty && publication.seesReservedName(file)
    let files = hasStubs ? file.withImports : [file]
    let atTheTop = files.flatMap { types(atTheTopOf: $0, reserved) }
    return atTheTop + file.messages.flatMap(types)
  }

  /// Whether a type at the top of `file` has a name that the generated Swift of some file refers to.
  static func isReservedNameDeclared(in file: FileDescriptor) -> Bool {
    !types(atTheTopOf: file, modules.union(["ProtoWire", "Void"])).isEmpty
  }

  /// The modules that stubs and guards refer to, beside that of the codec.
  private static let modules: Set = ["TrainingRuntime", "TrainingManifest", "GRPCCore"]

  /// The names that the generated Swift of a file refers to and can't write differently.
  private static func reservedNames(in file: FileDescriptor) -> Set<String> {
    let codec: Set = ["ProtoWire"]
    guard !file.services.isEmpty else { return codec }
    // Stubs of methods whose requests are a stream take a function that returns nothing.
    let isStreaming = file.methods.contains(where: \.clientStreaming)
    return codec.union(modules).union(isStreaming ? ["Void"] : [])
  }

  private static func types(
    atTheTopOf file: FileDescriptor, _ reserved: Set<String>
  ) -> [Breach] {
    let namer = SwiftProtobufNamer()
    let messages = file.messages.map {
      (namer.relativeName(message: $0), SourcePlace(of: $0))
    }
    let enums = file.enums.map { (namer.relativeName(enum: $0), SourcePlace(of: $0)) }
    return (messages + enums).filter { reserved.contains($0.0) }.map { name, place in
      Breach(
        at: place,
        "generated Swift can't distinguish \(name) from \(original(name)); rename it, "
          + "or set option swift_prefix")
    }
  }

  /// Finds the types inside `message`, at any depth. In them the standard library's types are not
  /// referred to.
  private static func types(inside message: Descriptor) -> [Breach] {
    let nested = message.messages.filter { !$0.options.mapEntry }
    let places =
      nested.map { ($0.name, SourcePlace(of: $0)) }
      + message.enums.map { ($0.name, SourcePlace(of: $0)) }
    return places.filter { $0.0 == "ProtoWire" }.map { name, place in
      Breach(
        at: place,
        "generated Swift can't distinguish \(name) from \(original(name)); rename it")
    } + nested.flatMap(types)
  }

  private static func original(_ name: String) -> String {
    name == "Void" ? "the standard library's type" : "the module with that name"
  }
}
