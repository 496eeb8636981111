import TestSupport

/// Tokens of a proto, joined with blanks, comments and line ends that mean nothing to most
/// compilers.
struct ProtoText {
  private(set) var tokens: [String] = []

  /// Adds tokens.
  mutating func add(_ tokens: String...) { self.tokens += tokens }

  /// Adds tokens, separated by blanks in `text`.
  mutating func line(_ text: String) { tokens += text.split(separator: " ").map(String.init) }

  /// The text in one of many spellings.
  func rendered(using random: inout SeededRandom) -> [UInt8] {
    let style = Style(using: &random)
    var text = style.byteOrderMark ? "\u{FEFF}" : ""
    text += style.head
    for token in tokens {
      text += token
      text += style.separator(after: token, using: &random)
    }
    text += style.tail
    if style.usesCarriageReturns { text = text.replacing("\n", with: "\r\n") }
    return Array(text.utf8)
  }
}

/// How a proto is spelled.
private struct Style {
  let byteOrderMark: Bool
  let usesCarriageReturns: Bool
  /// Of a thousand tokens, how many have a comment after them.
  let comments: Int
  let isDense: Bool
  let head: String
  let tail: String

  init(using random: inout SeededRandom) {
    byteOrderMark = Int.random(in: 0..<20, using: &random) == 0
    usesCarriageReturns = Int.random(in: 0..<12, using: &random) == 0
    comments = [0, 0, 20, 80, 300].randomElement(using: &random) ?? 0
    isDense = Int.random(in: 0..<6, using: &random) == 0
    head =
      ["", "", "// Head.\n", "/* License\n * text.\n */\n\n// More.\n\n", "\n\n"]
      .randomElement(using: &random) ?? ""
    tail =
      ["", "\n", "// The end.", "/* The end. */\n", "\n\n  "].randomElement(using: &random) ?? ""
  }

  func separator(after token: String, using random: inout SeededRandom) -> String {
    if Int.random(in: 0..<1000, using: &random) < comments {
      return Self.comments.randomElement(using: &random) ?? " "
    }
    if [";", "{", "}"].contains(token), !isDense {
      return Self.lineEnds.randomElement(using: &random) ?? "\n"
    }
    return Int.random(in: 0..<40, using: &random) == 0
      ? Self.blanks.randomElement(using: &random) ?? " " : " "
  }

  private static let blanks = ["  ", "\t", "\n", " \t ", "\n\n", "\u{0B}", "\u{0C}", "\n\t\t"]

  private static let lineEnds = ["\n", "\n", "\n  ", "\n\n", "\n\t", " "]

  private static let comments = [
    " // Trailing.\n", "\n// Leading.\n", "\n\n// Detached.\n\n", " /* Block. */ ",
    "\n/* Block\n * with stars\n * on lines.\n */\n", "\n// One.\n// Two.\n//\n//  Three\n",
    " // Trailing.\n// and more\n\n// Leading.\n", "\n\n/* Detached. */\n\n/* Leading. */\n",
    " /**/ ", "//\n", " /* a */ /* b */\n", " // ünïcode 🙂\n",
    "\n\n// 1\n\n// 2\n\n/* 3 */\n// 4\n",
    " /* Trailing. */\n// Leading.\n", "\n\t/* Tab.\n\t * More.\n\t */\n", "/*\n\n*/", "// \\\n",
    " /* no\nstars\n  here */\n",
  ]
}
