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

  /// The diagnostics for everything in a text that could be meant as such a comment. Those at the
  /// place of a compiler's error explain that error.
  ///
  /// - Parameters:
  ///   - text: a proto that a compiler refuses.
  ///   - file: its name.
  public static func explanations(of text: [UInt8], named file: String) -> [Diagnostic] {
    TextToken.all(in: text).filter { $0.kind == .hash }.map { token in
      Diagnostic(
        .error, ruleID: summary.id,
        at: SourceLocation(file: file, line: token.line, column: token.column),
        "# doesn't begin a comment in a proto; write // instead")
    }
  }
}
