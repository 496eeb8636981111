public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a kind of archive that consumers' SDKs don't support.
public enum SDKArchiveKind: Rule {
  public static let summary = RuleSummary(
    "sdk-archive-kind", .warning,
    reason: "dataset_type contains other kinds of archives than zip.",
    affects:
      "The Python SDK, which only opens zip; JavaScript SDKs, which never match names like "
      + "tar.gz.",
    remedy: "Accept only zip, or silence the rule if your consumers have other tools.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.archiveKinds).compactMap { list in
      let kinds = list.items.compactMap { ArchiveKind(name: $0) }
      let others = kinds.filter { $0 != .zip }
      guard !others.isEmpty else { return nil }
      let remedy =
        kinds.contains(.zip)
        ? "tell them to send zip, or accept only zip"
        : "add zip, so that users of these SDKs can train"
      return Breach(
        at: list.place,
        "the Python SDK only opens zip, and JavaScript SDKs never match names with a dot, so "
          + "consumers "
          + "cannot send \(ListOption.quoted(others.map(\.rawValue))); \(remedy)")
    }
  }
}
