import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Refuses a type whose name would hide a module or another type from generated Swift.
public enum TypeName: Rule {
  public static let summary = RuleSummary(
    "type-name", .error,
    reason: "A message or enum has the name of a module or of a message that contains it.",
    affects: "Generated Swift, which would refer to the wrong declaration.",
    remedy: "Rename it, or give the file a package if that is sufficient.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let prefix = SwiftProtobufNamer(
      currentFile: file, protoFileToModuleMappings: ProtoFileToModuleMappings()
    ).typePrefix(forFile: file)
    // Stubs and guards refer to more modules than messages do.
    let services: Set = ["TrainingRuntime", "TrainingManifest", "GRPCCore"]
    let modules = Set(["ProtoWire"]).union(file.services.isEmpty ? [] : services)
    let scopes = file.messages.flatMap { Scope(message: $0, enclosing: []).selfAndNested }
    let messages = scopes.flatMap { scope in
      let name = (scope.enclosing.isEmpty ? prefix : "") + scope.message.name
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
      at: place,
      "generated Swift can't distinguish \(name) from the module with that name; rename it")
  }

  /// Finds a nested message with the name of its outermost message. A full Swift name begins with
  /// the outermost message, and Swift looks the name up from the inside.
  private static func ancestor(_ scope: Scope, prefix: String) -> Breach? {
    guard let outermost = scope.enclosing.first, prefix + outermost.name == scope.message.name
    else {
      return nil
    }
    return Breach(
      at: SourcePlace(of: scope.message),
      "inside \(outermost.name), the Swift name \(outermost.name) would mean this message; rename "
        + "it, or "
        + "give the file a package")
  }
}

/// A message and the messages that contain it, the outermost first.
private struct Scope {
  let message: Descriptor
  let enclosing: [Descriptor]

  /// The scope and all scopes inside it.
  var selfAndNested: [Scope] {
    [self]
      + message.messages.filter { !$0.options.mapEntry }.flatMap {
        Scope(message: $0, enclosing: enclosing + [message]).selfAndNested
      }
  }
}
