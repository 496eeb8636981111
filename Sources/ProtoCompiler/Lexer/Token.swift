/// The smallest part of a proto's text that means something: a word, a number, a string or a symbol.
struct Token {
  var kind: Kind
  /// Which of the language's words the token is, if it is one.
  var keyword: Keyword
  /// The token's first byte.
  var first: UInt8
  /// The offset of the token's first byte in the file.
  var start: Int
  /// The offset behind the token's last byte.
  var end: Int
  var line: Int32
  var column: Int32
  /// The column behind the token. It differs from `column` and the length if there are tabs inside.
  var endColumn: Int32

  var position: SourcePosition { SourcePosition(line: line, column: column) }

  var span: SourceSpan {
    SourceSpan(line: line, column: column, endLine: line, endColumn: endColumn)
  }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol && first == symbol.rawValue }

  enum Kind: UInt8 {
    /// Nothing has been read yet.
    case start
    case identifier
    case integer
    case float
    case string
    case symbol
    case end
  }
}

/// The symbols of the language.
enum Symbol: UInt8 {
  case openBrace = 0x7b
  case closeBrace = 0x7d
  case openBracket = 0x5b
  case closeBracket = 0x5d
  case openParenthesis = 0x28
  case closeParenthesis = 0x29
  case openAngle = 0x3c
  case closeAngle = 0x3e
  case semicolon = 0x3b
  case comma = 0x2c
  case dot = 0x2e
  case equals = 0x3d
  case minus = 0x2d
  case slash = 0x2f

  var text: String { String(Unicode.Scalar(rawValue)) }
}
