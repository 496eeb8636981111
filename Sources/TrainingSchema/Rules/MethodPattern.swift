public import SwiftProtobufPluginLibrary

/// A training method that is declared in a way that other tools do not recognise.
///
/// They search protos for `rpc name(word) returns (word)`.
public enum MethodPattern: Rule {
  public static let summary = RuleSummary(
    "sdk-method-pattern", .warning,
    reason: "A training method streams, or names its types with a dot or from another package.",
    affects: "The Python SDK and CLI, which do not see the method.",
    remedy: "Use messages of the same package, by their short names, and no stream.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.compactMap { method in
      faults(of: method, publication.sources).map { faults in
        Breach(
          at: SourcePlace(of: method),
          "the Python SDK and CLI do not see \(method.name), as it \(faults); "
            + "use messages of its own package by their short names, and no stream")
      }
    }
  }

  private static func faults(of method: MethodDescriptor, _ sources: SourceInfos) -> String? {
    let streams = method.clientStreaming || method.serverStreaming
    let types = [(2, method.inputType), (3, method.outputType)] as [(Int32, Descriptor?)]
    let dotted = types.compactMap { number, type in
      type.flatMap { isDotted($0, number, of: method, sources) ? $0.name : nil }
    }
    let faults = (streams ? ["streams"] : []) + dotted.map { "writes \($0) with a dot" }
    return faults.isEmpty ? nil : faults.joined(separator: " and ")
  }

  /// Whether a type is written as more than its last name: what `protoc` passes is its full name, but
  /// also how long the text is.
  private static func isDotted(
    _ type: Descriptor, _ number: Int32, of method: MethodDescriptor, _ sources: SourceInfos
  ) -> Bool {
    let written = SourcePlace(method.file, path: SourcePlace(of: method).path + [number])
    guard let width = written.width(in: sources) else {
      return type.containingType != nil || type.file.package != method.file.package
    }
    return width != type.name.utf8.count
  }
}
