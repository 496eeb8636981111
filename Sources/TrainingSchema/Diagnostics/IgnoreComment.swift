/// A comment such as `// training:ignore sdk-archive-kind`. It silences rules for the declaration
/// to which it belongs, and for everything inside that declaration.
public enum IgnoreComment {
  /// The beginning of such a comment.
  public static let mark = "training:ignore"

  /// Returns the rules that a comment names, separated by blanks or commas.
  static func ruleIDs(in comment: String) -> [String] {
    comment.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      guard isMark(line) else { return [] }
      let names = line.drop(while: \.isWhitespace).dropFirst(mark.count)
      return names.split { $0.isWhitespace || $0 == "," }.map(String.init)
    }
  }

  /// Whether a line of a comment is meant for the generator and not for readers.
  public static func isMark(_ line: some StringProtocol) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    guard text.hasPrefix(mark) else { return false }
    return text.dropFirst(mark.count).first?.isWhitespace ?? true
  }
}
