public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A kind of archive that the provider kit cannot read.
public enum UnknownArchiveKind: Rule {
  public static let summary = RuleSummary(
    "unknown-archive-kind", .warning,
    reason: "dataset_type names a kind of archive that is not known.",
    affects: "The provider kit, which cannot read such a dataset and refuses it.",
    remedy: "Use \(known).")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.archiveKinds).compactMap { list in
      let unknown = list.items.filter { item in
        !item.isEmpty && !item.contains(";") && ArchiveKind(name: item) == nil
      }
      guard !unknown.isEmpty else { return nil }
      return Breach(
        at: list.place,
        "\(ListOption.quoted(unknown)) isn't a known kind of archive, and such a dataset is refused; "
          + "use \(known)")
    }
  }

  private static var known: String {
    ArchiveKind.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
