/// A token of protobuf's text format.
struct TextFormatToken: Equatable {
  enum Kind {
    case end
    case identifier
    case integer
    case float
    case string
    case symbol
    /// Letters of a URL, between brackets.
    case url
  }

  let kind: Kind
  let text: ArraySlice<UInt8>

  var string: String { String(decoding: text, as: UTF8.self) }

  func isSymbol(_ symbol: Unicode.Scalar) -> Bool {
    kind != .string && text.count == 1 && text.first == UInt8(ascii: symbol)
  }
}

/// Splits a text into tokens of protobuf's text format.
struct TextFormatLexer {
  private var rest: ArraySlice<UInt8>

  /// Whether the next token is a run of a URL's letters.
  var readsURL = false

  init(_ text: [UInt8]) { rest = text[...] }

  mutating func next() throws(TextFormatError) -> TextFormatToken {
    skipBlanks()
    guard let first = rest.first else { return TextFormatToken(kind: .end, text: []) }
    if readsURL && Self.isURL(first) { return take(.url, while: Self.isURL) }
    if Self.isLetter(first) { return take(.identifier, while: Identifier.isPart) }
    if Self.isDigit(first)
      || (first == UInt8(ascii: ".") && rest.dropFirst().first.map(Self.isDigit) == true)
    {
      return try number()
    }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try string(first) }
    defer { rest = rest.dropFirst() }
    return TextFormatToken(kind: .symbol, text: rest.prefix(1))
  }

  private mutating func skipBlanks() {
    while let first = rest.first {
      if first == UInt8(ascii: "#") {
        rest = rest.drop { $0 != UInt8(ascii: "\n") }
      } else if first == UInt8(ascii: " ") || (9...13).contains(first) {
        rest = rest.dropFirst()
      } else {
        return
      }
    }
  }

  private mutating func take(
    _ kind: TextFormatToken.Kind, while isPart: (UInt8) -> Bool
  ) -> TextFormatToken {
    let text = rest.prefix(while: isPart)
    rest = rest.dropFirst(text.count)
    return TextFormatToken(kind: kind, text: text)
  }

  private mutating func string(_ quote: UInt8) throws(TextFormatError) -> TextFormatToken {
    var end = rest.startIndex + 1
    while end < rest.endIndex, rest[end] != quote {
      end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < rest.endIndex else { throw TextFormatError("Expected end of string.") }
    let text = rest[rest.startIndex...end]
    rest = rest[(end + 1)...]
    return TextFormatToken(kind: .string, text: text)
  }

  /// Reads a number: decimal, octal, hexadecimal, or with a fraction or an exponent.
  private mutating func number() throws(TextFormatError) -> TextFormatToken {
    let start = rest
    if start.first == UInt8(ascii: "0"), let mark = start.dropFirst().first, mark | 0x20 == 0x78 {
      rest = rest.dropFirst(2).drop { Self.isHexDigit($0) }
      return try finish(.integer, from: start)
    }
    rest = rest.drop { Self.isDigit($0) }
    var kind = TextFormatToken.Kind.integer
    if rest.first == UInt8(ascii: ".") {
      kind = .float
      rest = rest.dropFirst().drop { Self.isDigit($0) }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      kind = .float
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard rest.first.map(Self.isDigit) == true else {
        throw TextFormatError("\"e\" must be followed by exponent.")
      }
      rest = rest.drop { Self.isDigit($0) }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "f") {
      kind = .float
      rest = rest.dropFirst()
    }
    return try finish(kind, from: start)
  }

  private func finish(
    _ kind: TextFormatToken.Kind, from start: ArraySlice<UInt8>
  ) throws(TextFormatError) -> TextFormatToken {
    if let next = rest.first, Self.isLetter(next) {
      throw TextFormatError("Need space between number and identifier.")
    }
    return TextFormatToken(kind: kind, text: start[start.startIndex..<rest.startIndex])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  private static func isURL(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-.~!$&()*+,;=%/".utf8.contains(byte)
  }
}

/// A problem in text format.
struct TextFormatError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
