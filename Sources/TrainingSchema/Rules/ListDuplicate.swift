public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A list with an item that is there already.
public enum ListDuplicate: Rule {
  public static let summary = RuleSummary(
    "list-duplicate", .warning,
    reason: "A list names something twice.",
    affects: "Readers, who look for what is missing.",
    remedy: "Remove one, or write what was meant.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    ListOption.all(in: file).compactMap { list in
      var seen: Set<String> = []
      let again = list.items.filter {
        !$0.isEmpty && !seen.insert(OptionList.normalisedKind($0)).inserted
      }
      guard !again.isEmpty else { return nil }
      return Breach(
        at: list.place,
        "\(list.option.shortName) names \(ListOption.quoted(again)) again; remove it, or write what "
          + "was meant")
    }
  }
}
