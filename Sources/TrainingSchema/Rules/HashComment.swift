public import SwiftProtobufPluginLibrary

/// Explains that protos have no comments with `#`. The guide of the marketplace shows one.
///
/// A compiler refuses such a proto without saying why, so this rule reads the texts of protos that
/// have no descriptors.
public enum HashComment: Rule {
  public static let summary = RuleSummary(
    "hash-comment", .error, needsText: true,
    reason: "A line begins with # as a comment, as in the guide's example.",
    affects: "Everyone, because no compiler reads the proto.",
    remedy: "Write the comment with //.")

  /// A proto with a descriptor has no such comments outside of options.
  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] { [] }

  /// The diagnostics for what could be meant as such a comment. Those at the place of a compiler's
  /// error explain that error.
  ///
  /// - Parameters:
  ///   - text: a proto that a compiler refuses.
  ///   - file: its name.
  ///   - isWanted: whether there is an error at a line and column, counted from 1. A text can have
  ///     millions of such comments.
  public static func explanations(
    of text: [UInt8], named file: String,
    where isWanted: (_ line: Int, _ column: Int) -> Bool = { _, _ in true }
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    TextToken.hashes(in: text) { line, column in
      guard isWanted(line, column) else { return }
      found.append(
        Diagnostic(
          .error, ruleID: summary.id, at: SourceLocation(file: file, line: line, column: column),
          "# doesn't begin a comment in a proto; write // instead"))
    }
    return found
  }
}
