public import SwiftProtobufPluginLibrary

/// The declarations of `training.proto`, pasted into another file.
public enum ContractCopy: Rule {
  public static let summary = RuleSummary(
    "contract-copy", .error,
    reason: "A file repeats the declarations of training.proto.",
    affects: "The daemon, which brings training.proto along: it finds each symbol twice and "
      + "switches training off.",
    remedy: "Delete the declarations, give the file a package of its own, and write "
      + "import \"training.proto\";")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard let modelID = file.contractModelID, !file.isTrainingContract else { return [] }
    return [
      Breach(
        at: SourcePlace(of: modelID),
        "\(modelID.fullName) belongs to training.proto, which the daemon brings along: with a second "
          + "declaration it switches training off; delete what is copied from training.proto, "
          + "give the file a package of its own, and write: import \"training.proto\";")
    ]
  }
}
