public import SwiftProtobufPluginLibrary

/// Refuses declarations of `training.proto` that were copied into another file.
public enum ContractCopy: Rule {
  public static let summary = RuleSummary(
    "contract-copy", .error,
    reason: "A file repeats the declarations of training.proto.",
    affects: "The daemon, which has its own training.proto: it finds each symbol twice and "
      + "switches training off.",
    remedy: "Delete the declarations, give the file its own package, and write "
      + "import \"training.proto\";")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard let modelID = file.contractModelID, !file.isTrainingContract else { return [] }
    return [
      Breach(
        at: SourcePlace(of: modelID),
        "\(modelID.fullName) belongs to training.proto, which is built into the daemon: if it is "
          + "declared again, the daemon switches training off; delete what is copied from training.proto, "
          + "give the file its own package, and write: import \"training.proto\";")
    ]
  }
}
