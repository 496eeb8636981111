public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a kind of archive that the provider kit can't read.
public enum UnknownArchiveKind: Rule {
  public static let summary = RuleSummary(
    "unknown-archive-kind", .warning,
    reason: "dataset_type contains an unknown kind of archive.",
    affects: "The provider kit, which cannot read such datasets and refuses them.",
    remedy: "Use \(known).")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.archiveKinds).compactMap { list in
      let unknown = list.items.filter { item in
        !item.isEmpty && !item.contains(";") && ArchiveKind(name: item) == nil
      }
      guard !unknown.isEmpty else { return nil }
      let fault =
        unknown.count == 1 ? "isn't a known kind of archive" : "aren't known kinds of archives"
      return Breach(
        at: list.place,
        "\(ListOption.quoted(unknown)) \(fault), so such datasets are "
          + "refused; use \(known)")
    }
  }

  private static var known: String {
    ArchiveKind.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
