import SwiftProtobuf
public import SwiftProtobufPluginLibrary

/// Warns about a comment that tries to silence a rule but has no effect.
public enum IgnoreName: Rule {
  public static let summary = RuleSummary(
    "ignore-name", .warning,
    reason: "A training:ignore comment names an unknown rule, or a rule that cannot be silenced.",
    affects: "The author of the comment: it has no effect.",
    remedy: "Name rules of this table that are warnings, separated by blanks.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.sources.mayMention(IgnoreComment.mark, in: file) else { return [] }
    return publication.sources.info(of: file).locations.flatMap { location in
      location.comments.flatMap(IgnoreComment.ruleIDs).compactMap(fault).map {
        Breach(at: SourcePlace(file, path: location.path), $0)
      }
    }
  }

  /// Returns why a rule can't be silenced, or `nil` if it can.
  static func fault(of id: String) -> String? {
    switch Rules.summaries.first(where: { $0.id == id })?.severity {
    case .warning: return nil
    case .error: return "\(id) is an error and cannot be ignored; fix the problem instead"
    case nil:
      let known = Rules.summaries.filter { $0.severity == .warning }.map(\.id)
      return "there is no rule \(id) to ignore; use one of \(known.joined(separator: ", "))"
    }
  }
}
