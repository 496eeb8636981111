public import SwiftProtobufPluginLibrary

/// Warns about a method whose name the daemon's second parser takes for a keyword.
///
/// When training is on, the daemon reads every published file a second time, with a parser that
/// expects no keyword after `rpc`.
public enum DaemonKeyword: Rule {
  public static let summary = RuleSummary(
    "daemon-keyword", .warning,
    reason: "A file that is published with training methods has an rpc whose name is a keyword.",
    affects: "The daemon, whose second parser can't read the file: it doesn't start.",
    remedy: "Rename the rpc, for example to Import instead of import.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.hasTrainingMethods else { return [] }
    return file.methods.filter { keywords.contains($0.name) }.map { method in
      Breach(
        at: SourcePlace(of: method),
        "the daemon takes \(method.name) for a keyword and doesn't start; rename the rpc, "
          + "e.g. \(method.name.prefix(1).uppercased())\(method.name.dropFirst())")
    }
  }

  private static let keywords: Set = [
    "syntax", "edition", "service", "rpc", "returns", "import", "package", "option", "repeated",
    "required", "optional", "weak", "public", "oneof", "map", "reserved", "enum", "stream", "group",
    "extend", "extensions", "message",
  ]
}
