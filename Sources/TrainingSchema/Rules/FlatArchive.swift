public import SwiftProtobufPluginLibrary

/// Files in folders: the published archive has none.
public enum FlatArchive: Rule {
  public static let summary = RuleSummary(
    "flat-archive", .warning,
    reason: "A file with training methods lies in a folder, or imports one that does.",
    affects: "Publishing: the archive of protos must be flat.",
    remedy: "Keep the service's protos in one folder, and import them by name alone.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard !file.trainingMethods.isEmpty else { return [] }
    let own = Breach(
      at: SourcePlace(of: file),
      "the marketplace takes a flat archive of protos, and \(file.name) lies in a folder; "
        + "run protoc in that folder")
    let imports = file.dependencies.enumerated().filter { _, other in
      isInFolder(other.name) && !other.isTrainingContract
    }.map { index, other in
      Breach(
        at: SourcePlace(import: index, of: file),
        "the marketplace takes a flat archive of protos, and \(other.name) lies in a folder; "
          + "put it beside this file")
    }
    return (isInFolder(file.name) ? [own] : []) + imports
  }

  private static func isInFolder(_ name: String) -> Bool {
    name.contains("/") && !name.hasPrefix("google/protobuf/")
  }
}
