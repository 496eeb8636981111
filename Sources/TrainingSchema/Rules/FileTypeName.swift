public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a file type that can't be a file name extension.
public enum FileTypeName: Rule {
  public static let summary = RuleSummary(
    "file-type-name", .warning,
    reason: "dataset_files_type names something that isn't a file name extension.",
    affects: "Consumers: no file can have this type.",
    remedy: "Write the part of a file name after its last dot, for example \"png\".")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.compactMap(ListOption.fileTypes).compactMap { list in
      let odd = list.items.filter { !$0.isEmpty && !$0.contains(";") && !isExtension($0) }
      guard !odd.isEmpty else { return nil }
      let fault = odd.count == 1 ? "isn't a file name extension" : "aren't file name extensions"
      return Breach(
        at: list.place,
        "\(ListOption.quoted(odd)) \(fault), so no file matches; "
          + "write the part of a file name after its last dot, for example \"png\"")
    }
  }

  private static func isExtension(_ item: String) -> Bool {
    let name = OptionList.normalised(item)
    return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_+-".contains($0) }
  }
}
