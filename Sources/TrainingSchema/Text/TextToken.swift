/// A piece of a proto's text. Unlike the tokens of a compiler, comments are tokens, too.
struct TextToken: Hashable {
  /// What a piece is.
  enum Kind: Hashable {
    case word, string, symbol
    /// A comment with `//` or `/*`.
    case comment
    /// A comment with `#`, which protobuf only knows in the value of an option.
    case hash
  }

  let kind: Kind
  let text: String

  /// The line, counted from 1.
  let line: Int

  /// The column, counted from 1 as `protoc` counts it: in bytes, with tabs up to a multiple of 8.
  let column: Int

  /// Takes a text apart. Any text is accepted.
  static func all(in text: [UInt8]) -> [TextToken] {
    var tokens: [TextToken] = []
    var scanner = TextScanner(text: text)
    scanner.forEach { kind, range, line, column in
      tokens.append(
        TextToken(
          kind: kind, text: String(decoding: text[range], as: UTF8.self), line: line,
          column: column))
    }
    return tokens
  }

  /// The places of the comments with `#`, without keeping all that is in the text.
  static func hashes(in text: [UInt8], _ body: (_ line: Int, _ column: Int) -> Void) {
    guard text.contains(UInt8(ascii: "#")) else { return }
    var scanner = TextScanner(text: text)
    scanner.forEach { kind, _, line, column in
      if kind == .hash { body(line, column) }
    }
  }
}

/// Takes a text apart.
private struct TextScanner {
  let text: [UInt8]
  private var next = 0
  private var line = 0
  private var column = 0

  init(text: [UInt8]) {
    self.text = text
    // A byte order mark has no column.
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
  }

  /// Calls a function with each token: its kind, its bytes, its line and its column, counted from 1.
  mutating func forEach(_ body: (TextToken.Kind, Range<Int>, Int, Int) -> Void) {
    while next < text.count {
      if text[next] <= 32 {
        advance(to: next + 1)
        continue
      }
      let (kind, end) = piece()
      body(kind, next..<end, line + 1, column + 1)
      advance(to: end)
    }
  }

  private mutating func advance(to end: Int) {
    for byte in text[next..<end] {
      switch byte {
      case 9: column = (column / 8 + 1) * 8
      case 10: (line, column) = (line + 1, 0)
      default: column += 1
      }
    }
    next = end
  }

  /// The kind of the token that begins here, and where it ends.
  private func piece() -> (TextToken.Kind, Int) {
    let rest = text[next...]
    switch text[next] {
    case UInt8(ascii: "#"): return (.hash, end(of: rest) { $0 == 10 })
    case UInt8(ascii: "/") where rest.starts(with: "//".utf8):
      return (.comment, end(of: rest) { $0 == 10 })
    case UInt8(ascii: "/") where rest.starts(with: "/*".utf8): return (.comment, endOfBlock)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return (.string, endOfString)
    case let byte where Self.isWordPart(byte):
      return (.word, end(of: rest) { !Self.isWordPart($0) })
    default: return (.symbol, next + 1)
    }
  }

  private func end(of rest: ArraySlice<UInt8>, where isEnd: (UInt8) -> Bool) -> Int {
    rest.firstIndex(where: isEnd) ?? text.count
  }

  private var endOfBlock: Int {
    var index = next + 2
    while index + 1 < text.count {
      if text[index] == UInt8(ascii: "*"), text[index + 1] == UInt8(ascii: "/") { return index + 2 }
      index += 1
    }
    return text.count
  }

  /// A string ends at its line's end, if it isn't closed.
  private var endOfString: Int {
    var index = next + 1
    while index < text.count, text[index] != 10 {
      if text[index] == text[next] { return index + 1 }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count)
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
