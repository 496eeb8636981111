public import SwiftProtobufPluginLibrary

/// Warns about a `#` comment in the value of an option. Text format has such comments, so `protoc`
/// accepts them there.
public enum AggregateComment: Rule {
  public static let summary = RuleSummary(
    "aggregate-comment", .warning, needsText: true,
    reason: "A file that is published with training methods has a # comment in an option's value.",
    affects: "The daemon, whose compiler refuses the file: it switches training off.",
    remedy: "Write the comment with // or above the option.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.hasTrainingMethods, let text = publication.texts.text(of: file) else {
      return []
    }
    return text.tokens.filter { $0.kind == .hash }.map { token in
      Breach(
        at: token, of: file, in: publication,
        "the daemon refuses # comments and switches training off; write // instead")
    }
  }
}
