public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A file type that no file name can end in.
public enum FileTypeName: Rule {
  public static let summary = RuleSummary(
    "file-type-name", .warning,
    reason: "dataset_files_type names something that isn't a file name extension.",
    affects: "Consumers: no file of that type is ever accepted.",
    remedy: "Write what follows the last dot of a file's name, e.g. \"png\".")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.fileTypes).compactMap { list in
      let odd = list.items.filter { !$0.isEmpty && !$0.contains(";") && !isExtension($0) }
      guard !odd.isEmpty else { return nil }
      return Breach(
        at: list.place,
        "\(ListOption.quoted(odd)) isn't a file name extension, so no file matches; "
          + "write what follows a name's last dot, e.g. \"png\"")
    }
  }

  private static func isExtension(_ item: String) -> Bool {
    let name = OptionList.normalised(item)
    return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_+-".contains($0) }
  }
}
