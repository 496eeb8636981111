public import SwiftProtobufPluginLibrary

/// Warns about files in folders, because the published archive must not contain folders.
public enum FlatArchive: Rule {
  public static let summary = RuleSummary(
    "flat-archive", .warning,
    reason: "A file with training methods is in a folder, or imports a file in a folder.",
    affects: "Publishing: the archive of protos must be flat.",
    remedy: "Keep the service's protos in one folder, and import them by their names only.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard !file.trainingMethods.isEmpty else { return [] }
    let own = Breach(
      at: SourcePlace(of: file),
      "the marketplace requires an archive of protos without folders, but \(file.name) is in a "
        + "folder; "
        + "run protoc in that folder")
    let imports = file.dependencies.enumerated().filter { _, other in
      isInFolder(other.name) && !other.isTrainingContract
    }.map { index, other in
      Breach(
        at: SourcePlace(import: index, of: file),
        "the marketplace requires an archive of protos without folders, but \(other.name) is in a "
          + "folder; "
          + "move it into the folder of this file")
    }
    return (isInFolder(file.name) ? [own] : []) + imports
  }

  private static func isInFolder(_ name: String) -> Bool {
    name.contains("/") && !name.hasPrefix("google/protobuf/")
  }
}
