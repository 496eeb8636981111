public import SwiftProtobufPluginLibrary

/// Warns about a comment in a place where the daemon's second parser doesn't expect one.
public enum DaemonComment: Rule {
  public static let summary = RuleSummary(
    "daemon-comment", .warning, needsText: true,
    reason: "A file that is published with training methods has a comment in the middle of a "
      + "statement.",
    affects: "The daemon, whose second parser can't read the file: it doesn't start.",
    remedy: "Move the comment above the statement, or after its end.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.hasTrainingMethods, let text = publication.texts.text(of: file) else {
      return []
    }
    return text.statements.flatMap { statement in
      misplaced(in: statement).map { comment, place in
        Breach(
          at: comment, of: file, in: publication,
          "the daemon can't read a comment \(place) and doesn't start; "
            + "move it above the statement")
      }
    }
  }

  private static func misplaced(in statement: ProtoStatement) -> [(TextToken, String)] {
    let (comments, place) = comments(in: statement)
    return (comments + typeComments(in: statement)).map { comment in
      (comment, comments.contains(comment) ? place : "inside map<…>")
    }
  }

  private static func comments(in statement: ProtoStatement) -> ([TextToken], String) {
    let all = statement.tokens.count
    switch (statement.keyword, statement.block) {
    case ("rpc", .service):
      // A comment between the last parenthesis and a semicolon is read.
      let last = statement.tokens.lastIndex { $0.text == (statement.beginsBlock ? "{" : ")") }
      return (statement.comments(after: 0, before: last ?? all), "inside the head of an rpc")
    case ("option", _):
      let sign = statement.index(of: "=") ?? all
      return (statement.comments(after: 0, before: sign), "between option and =")
    case ("reserved", _): return (statement.comments(after: 0, before: all), "inside reserved")
    case ("message", _), ("service", .file), ("import", .file):
      return (
        Array(statement.tokens.dropFirst().prefix { $0.kind == .comment }),
        "after \(statement.keyword)"
      )
    case (_, .enumeration):
      let sign = statement.index(of: "=") ?? 0
      return (statement.comments(after: 0, before: sign), "before the = of an enum's value")
    default: return ([], "")
    }
  }

  private static func typeComments(in statement: ProtoStatement) -> [TextToken] {
    guard statement.keyword == "map", [.message, .oneof].contains(statement.block),
      let end = statement.index(of: ">")
    else { return [] }
    return statement.comments(after: 0, before: end)
  }
}
