public import SwiftProtobufPluginLibrary

/// Refuses an import of `training.proto` under another path.
public enum TrainingImport: Rule {
  public static let summary = RuleSummary(
    "training-import", .error,
    reason: "training.proto is imported under another path.",
    affects: "The daemon, which only knows the path training.proto and switches training off.",
    remedy: "Write import \"training.proto\";")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.dependencies.enumerated().filter { _, other in
      other.contractModelID != nil && other.name != "training.proto"
    }.map { index, other in
      Breach(
        at: SourcePlace(import: index, of: file),
        "the daemon does not find \"\(other.name)\" and switches training off; "
          + "write: import \"training.proto\";")
    }
  }
}
