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
    // Stubs are rendered from files that can import the types.
    let files = file.services.isEmpty ? [file] : [file] + file.allImports
    let atTheTop = files.flatMap { types(atTheTopOf: $0, reserved) }
    return atTheTop + file.messages.flatMap { types(inside: $0, reserved) }
  }

  /// The names that the generated Swift of a file refers to and can't write differently.
  private static func reservedNames(in file: FileDescriptor) -> Set<String> {
    guard !file.services.isEmpty else { return ["ProtoWire"] }
    let modules: Set = ["ProtoWire", "TrainingRuntime", "TrainingManifest", "GRPCCore"]
    // Stubs of methods whose requests are a stream take a function that returns nothing.
    let isStreaming = file.services.flatMap(\.methods).contains(where: \.clientStreaming)
    return isStreaming ? modules.union(["Void"]) : modules
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
  private static func types(inside message: Descriptor, _ reserved: Set<String>) -> [Breach] {
    let nested = message.messages.filter { !$0.options.mapEntry }
    let places =
      nested.map { ($0.name, SourcePlace(of: $0)) }
      + message.enums.map { ($0.name, SourcePlace(of: $0)) }
    return places.filter { $0.0 == "ProtoWire" }.map { name, place in
      Breach(
        at: place,
        "generated Swift can't distinguish \(name) from \(original(name)); rename it")
    } + nested.flatMap { types(inside: $0, reserved) }
  }

  private static func original(_ name: String) -> String {
    name == "Void" ? "the standard library's type" : "the module with that name"
  }
}

extension FileDescriptor {
  /// All files that the file imports, directly or not.
  fileprivate var allImports: [FileDescriptor] {
    var pending = dependencies
    var seen: Set<ObjectIdentifier> = []
    var imports: [FileDescriptor] = []
    while let file = pending.popLast() {
      guard seen.insert(ObjectIdentifier(file)).inserted else { continue }
      imports.append(file)
      pending += file.dependencies
    }
    return imports
  }
}
