public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A kind of archive that consumers have no tool for.
public enum SDKArchiveKind: Rule {
  public static let summary = RuleSummary(
    "sdk-archive-kind", .warning,
    reason: "dataset_type names another kind of archive than zip.",
    affects: "The Python SDK, which opens zip only; JavaScript SDKs, which never match tar.gz.",
    remedy: "Take zip alone, or silence the rule if your consumers have other tools.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.archiveKinds).compactMap { list in
      let kinds = list.items.compactMap { ArchiveKind(name: $0) }
      let others = kinds.filter { $0 != .zip }
      guard !others.isEmpty else { return nil }
      let remedy =
        kinds.contains(.zip)
        ? "have them send zip, which is on the list, or take zip alone"
        : "add zip, or nobody who uses them can train"
      return Breach(
        at: list.place,
        "the Python SDK opens only zip, and JavaScript SDKs match no name with a dot, so consumers "
          + "cannot send \(ListOption.quoted(others.map(\.rawValue))); \(remedy)")
    }
  }
}
