import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// A type whose name hides from generated Swift what it has to name.
public enum TypeName: Rule {
  public static let summary = RuleSummary(
    "type-name", .error,
    reason: "A message or enum is named like a module, or like a message around it.",
    affects: "Generated Swift, which would name the one and mean the other.",
    remedy: "Rename it, or give the file a package where that is enough.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let prefix = SwiftProtobufNamer(
      currentFile: file, protoFileToModuleMappings: ProtoFileToModuleMappings()
    ).typePrefix(forFile: file)
    // Stubs and guards name more modules than messages do.
    let services: Set = ["TrainingRuntime", "TrainingManifest", "GRPCCore"]
    let modules = Set(["ProtoWire"]).union(file.services.isEmpty ? [] : services)
    let scopes = file.messages.flatMap { Scope(message: $0, around: []).inside }
    let messages = scopes.flatMap { scope in
      let name = (scope.around.isEmpty ? prefix : "") + scope.message.name
      let found = [
        module(name, in: modules, at: SourcePlace(of: scope.message)),
        ancestor(scope, prefix: prefix),
      ]
      return found.compactMap { $0 }
    }
    return messages
      + file.enums.compactMap { module(prefix + $0.name, in: modules, at: SourcePlace(of: $0)) }
  }

  private static func module(
    _ name: String, in modules: Set<String>, at place: SourcePlace
  ) -> Breach? {
    guard modules.contains(name) else { return nil }
    return Breach(
      at: place, "generated Swift could not tell \(name) from the module of that name; rename it")
  }

  /// A full name begins with the outermost message, which Swift looks up from the inside.
  private static func ancestor(_ scope: Scope, prefix: String) -> Breach? {
    guard let outermost = scope.around.first, prefix + outermost.name == scope.message.name else {
      return nil
    }
    return Breach(
      at: SourcePlace(of: scope.message),
      "inside \(outermost.name), Swift would take \(outermost.name) for this message; rename it, or "
        + "give the file a package")
  }
}

/// A message and those that it lies in, the outermost first.
private struct Scope {
  let message: Descriptor
  let around: [Descriptor]

  /// The scope and all scopes in it.
  var inside: [Scope] {
    [self]
      + message.messages.filter { !$0.options.mapEntry }.flatMap {
        Scope(message: $0, around: around + [message]).inside
      }
  }
}
