public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a list that contains an item twice.
public enum ListDuplicate: Rule {
  public static let summary = RuleSummary(
    "list-duplicate", .warning,
    reason: "A list contains an item twice.",
    affects: "Readers, who will wonder whether another item was meant.",
    remedy: "Remove one of them, or write the item that was meant.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    ListOption.all(in: file).compactMap { list in
      var seen: Set<String> = []
      let again = list.items.filter {
        !$0.isEmpty && !seen.insert(OptionList.normalisedKind($0)).inserted
      }
      guard !again.isEmpty else { return nil }
      return Breach(
        at: list.place,
        "\(list.option.shortName) contains \(ListOption.quoted(again)) twice; remove one, or write "
          + "the item that was meant")
    }
  }
}
