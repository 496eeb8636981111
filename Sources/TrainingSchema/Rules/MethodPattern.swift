public import SwiftProtobufPluginLibrary

/// Warns about a training method whose declaration other tools don't recognise.
///
/// These tools search protos for `rpc name(word) returns (word)`.
public enum MethodPattern: Rule {
  public static let summary = RuleSummary(
    "sdk-method-pattern", .warning,
    reason:
      "A training method uses streams, types whose names contain a dot or come from another "
      + "package, or an unusual spelling.",
    affects: "The Python SDK and CLI, which do not find the method.",
    remedy: "Use messages of the same package by their short names, without streams, and write the "
      + "head of the rpc on one line.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.compactMap { method in
      if let faults = faults(of: method, publication.sources) {
        return Breach(
          at: SourcePlace(of: method),
          "the Python SDK and CLI do not find \(method.name), because it \(faults); "
            + "use messages of its own package by their short names, without streams")
      }
      return spelling(of: method, in: publication.texts)
    }
  }

  /// Finds a method that the SDK's patterns miss for no other reason than how it is written.
  private static func spelling(of method: MethodDescriptor, in texts: SourceTexts) -> Breach? {
    guard let view = texts.text(of: method.file)?.sdkView,
      !view.methods.contains(.init(service: method.service.name, name: method.name))
    else { return nil }
    let (input, output) = (method.inputType.name, method.outputType.name)
    return Breach(
      at: SourcePlace(of: method),
      "the Python SDK and CLI do not find \(method.name), because they search single lines; write "
        + "service \(method.service.name) { on a line of its own, and on one line: "
        + "rpc \(method.name)(\(input)) returns (\(output))")
  }

  private static func faults(of method: MethodDescriptor, _ sources: SourceInfos) -> String? {
    let streams = method.clientStreaming || method.serverStreaming
    let types = [(2, method.inputType), (3, method.outputType)] as [(Int32, Descriptor?)]
    let dotted = types.compactMap { number, type in
      type.flatMap { isDotted($0, number, of: method, sources) ? $0.name : nil }
    }
    let faults = (streams ? ["uses streams"] : []) + dotted.map { "writes \($0) with a dot" }
    return faults.isEmpty ? nil : faults.joined(separator: " and ")
  }

  /// Whether a type is written with a qualified name. `protoc` always passes the full name, but the
  /// length of the text shows how it is written.
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
