import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// A comment that is meant to silence a rule, and silences none.
public enum IgnoreName: Rule {
  public static let summary = RuleSummary(
    "ignore-name", .warning,
    reason: "A training:ignore comment names no rule, or one that cannot be silenced.",
    affects: "Whoever wrote it: nothing is silenced.",
    remedy: "Name warnings of this table, separated by blanks.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.sources.mayMention(IgnoreComment.mark, in: file) else { return [] }
    return publication.sources.info(of: file).locations.flatMap { location in
      location.comments.flatMap(IgnoreComment.ruleIDs).compactMap(fault).map {
        Breach(at: SourcePlace(file, path: location.path), $0)
      }
    }
  }

  /// Why the rule cannot be silenced; `nil` if it can.
  static func fault(of id: String) -> String? {
    switch Rules.summaries.first(where: { $0.id == id })?.severity {
    case .warning: return nil
    case .error: return "\(id) is an error and cannot be ignored; mend what it says"
    case nil:
      let known = Rules.summaries.filter { $0.severity == .warning }.map(\.id)
      return "there is no rule \(id) to ignore; the warnings are \(known.joined(separator: ", "))"
    }
  }
}
