public import SwiftProtobufPluginLibrary

/// Warns about a spelling that every protobuf compiler accepts, but not the daemon's second parser.
public enum DaemonSpelling: Rule {
  public static let summary = RuleSummary(
    "daemon-spelling", .warning, needsText: true,
    reason:
      "A file that is published with training methods has a syntax in several strings, < > or an "
      + "Any in the value of an option, options on a group, or an escaped quote in single quotes "
      + "inside an rpc.",
    affects: "The daemon, whose second parser can't read the file: it doesn't start.",
    remedy: "Use the other spelling that the message names.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard publication.hasTrainingMethods, let text = publication.texts.text(of: file) else {
      return []
    }
    let statements = text.statements
    return statements.flatMap { statement in
      faults(in: statement).map { token, fault in
        Breach(at: token, of: file, in: publication, "the daemon \(fault)")
      }
    }
  }

  private static func faults(in statement: ProtoStatement) -> [(TextToken, String)] {
    splitSyntax(in: statement) + groupOptions(in: statement) + aggregates(in: statement)
      + quotes(in: statement)
  }

  private static func splitSyntax(in statement: ProtoStatement) -> [(TextToken, String)] {
    guard ["syntax", "edition"].contains(statement.keyword), statement.block == .file else {
      return []
    }
    return statement.words.filter { $0.kind == .string }.dropFirst().prefix(1).map {
      (
        $0,
        "can't read a \(statement.keyword) in several strings and doesn't start; write one string"
      )
    }
  }

  private static func groupOptions(in statement: ProtoStatement) -> [(TextToken, String)] {
    let words = statement.words
    guard statement.beginsBlock, words.prefix(2).contains(where: { $0.text == "group" }),
      let bracket = words.first(where: { $0.text == "[" })
    else { return [] }
    return [(bracket, "can't read options on a group and doesn't start; remove them")]
  }

  /// `< >` for a message and `[type.googleapis.com/…]` for an Any, inside the braces of a value.
  private static func aggregates(in statement: ProtoStatement) -> [(TextToken, String)] {
    var depth = 0
    var previous = ""
    var faults: [(TextToken, String)] = []
    var bracket: TextToken?
    for token in statement.words.dropLast(statement.beginsBlock ? 1 : 0) {
      switch token.text {
      case "{": depth += 1
      case "}": depth -= 1
      case "<" where depth > 0:
        faults.append((token, "can't read < > around a value and doesn't start; write { }"))
      case "[": bracket = depth > 0 && previous != ":" ? token : nil
      case "]": bracket = nil
      case "/":
        if let begin = bracket {
          faults.append((begin, "can't read an Any in an option and doesn't start; remove it"))
          bracket = nil
        }
      default: break
      }
      previous = token.text
    }
    return faults
  }

  private static func quotes(in statement: ProtoStatement) -> [(TextToken, String)] {
    guard statement.block == .method else { return [] }
    return statement.words.filter { $0.kind == .string && $0.text.first == "'" }
      .filter { $0.text.contains("\\'") }.map {
        ($0, "reads \\' in single quotes for ever and doesn't start; write double quotes")
      }
  }
}
