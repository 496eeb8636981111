public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a list in a format that other tools don't understand.
public enum ListFormat: Rule {
  public static let summary = RuleSummary(
    "list-format", .warning,
    reason: "A list has capitals, leading dots, semicolons or empty items.",
    affects: "The Python SDK, which compares items exactly, including letter case.",
    remedy:
      "Write items in lower case without leading dots, separated by commas, for example \"png, "
      + "mp4\".")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    ListOption.all(in: file).compactMap { list in
      let odd = list.items.filter { $0.isEmpty || $0 != written($0) }
      guard !odd.isEmpty else { return nil }
      return Breach(
        at: list.place,
        "the Python SDK does not understand \(ListOption.quoted(odd)) in \(list.option.shortName); "
          + "write: \"\(mended(list.items))\"")
    }
  }

  private static func written(_ item: String) -> String {
    OptionList.normalised(item).replacing(";", with: "")
  }

  private static func mended(_ items: [String]) -> String {
    let parts = items.flatMap { OptionList.items($0.replacing(";", with: ",")) }
    return parts.map(OptionList.normalised).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
