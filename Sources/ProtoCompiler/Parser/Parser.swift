/// Reads a file's tokens into a ``FileSyntax``.
///
/// A statement with an error is dropped, and reading goes on with the next. Places of errors follow
/// protoc's parser.
struct Parser {
  var lexer: Lexer
  var dialect = Dialect.proto2
  /// Whether the file names its language.
  var hasSyntax = false

  /// The comments before the current token, which belong to the declaration that begins there.
  var upcomingLeading: CommentTable.Comment = 0..<0
  var upcomingDetached: [CommentTable.Comment] = []

  /// Where the file's package was set.
  var packagePosition: SourcePosition?
  /// Where the first import for options is.
  var optionImportPosition: SourcePosition?

  /// How many messages and groups surround the current token.
  var depth = 0

  /// The number of messages and groups that may be inside each other, as in protoc.
  static let depthLimit = 31

  init(base: UnsafePointer<UInt8>, count: Int) {
    lexer = Lexer(base: base, count: count)
  }

  @inline(__always)
  var current: Token { lexer.current }

  @inline(__always)
  var keyword: Keyword { lexer.current.keyword }

  @inline(__always)
  var isAtEnd: Bool { lexer.current.kind == .end }

  @inline(__always)
  func isAt(_ symbol: Symbol) -> Bool { lexer.current.isSymbol(symbol) }

  /// A span that begins at the current token. It has to be ended.
  @inline(__always)
  var spanHere: SourceSpan { lexer.current.span }

  /// Returns a span that ends with the token before the current one.
  @inline(__always)
  func closed(_ span: SourceSpan) -> SourceSpan { span.ending(with: lexer.previous) }
}

// MARK: - Errors

extension Parser {
  mutating func fail(_ ruleID: String, _ message: String) {
    fail(ruleID, at: current.position, message)
  }

  mutating func fail(
    _ ruleID: String, at position: SourcePosition, _ message: String,
    notes: [(position: SourcePosition, message: String)] = []
  ) {
    lexer.record(
      Problem(ruleID: ruleID, position: position, message: message, notes: notes))
  }

  /// Records that something else was expected at the current token.
  mutating func failure(expecting expected: String) -> ParseFailure {
    let last = lexer.previous
    // What is missing at the end of a line is found missing on a later one.
    let note = (
      position: SourcePosition(line: last.line, column: last.endColumn),
      message: "the statement ends here so far"
    )
    let isOnLaterLine = last.kind != .start && current.line > last.line
    fail(
      "syntax", at: current.position, "Expected \(expected), found \(description(of: current)).",
      notes: isOnLaterLine && expected.hasPrefix("\"") ? [note] : [])
    return ParseFailure()
  }

  /// Records that the file ends inside a block.
  mutating func failureAtEnd(of block: String, openedAt position: SourcePosition) -> ParseFailure {
    if lexer.problems.last?.ruleID != "missing-brace" {
      fail(
        "missing-brace", at: current.position,
        "The file ends inside \(block): add the missing \"}\".",
        notes: [(position, "The block begins here.")])
    }
    return ParseFailure()
  }

  private func description(of token: Token) -> String {
    switch token.kind {
    case .start, .end: "the end of the file"
    case .string: "a string"
    case .identifier, .integer, .float, .symbol:
      token.end - token.start > 40 ? "a long word" : "\"\(lexer.text(of: token))\""
    }
  }
}

// MARK: - Tokens

extension Parser {
  /// Steps over a symbol if it is the current token.
  @inline(__always)
  mutating func take(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    lexer.advance()
    return true
  }

  @inline(__always)
  mutating func take(_ keyword: Keyword) -> Bool {
    guard self.keyword == keyword else { return false }
    lexer.advance()
    return true
  }

  @inline(__always)
  mutating func expect(_ symbol: Symbol) throws(ParseFailure) {
    guard take(symbol) else { throw failure(expecting: "\"\(symbol.text)\"") }
  }

  mutating func expect(_ keyword: Keyword) throws(ParseFailure) {
    guard take(keyword) else { throw failure(expecting: "\"\(keyword.rawValue)\"") }
  }

  /// Steps over a name of one part, or one part of a name.
  ///
  /// - Parameter limit: the greatest length, for names of declarations.
  @inline(__always)
  mutating func expectName(
    _ expected: StaticString, limit: Int = Declarations.maximumLength
  ) throws(ParseFailure) -> NameSyntax {
    let token = current
    guard token.kind == .identifier else { throw failure(expecting: "\(expected)") }
    guard token.end - token.start <= limit else {
      fail("name-length", Declarations.lengthMessage)
      throw ParseFailure()
    }
    lexer.advance()
    return NameSyntax(span: token.span, range: UInt32(token.start)..<UInt32(token.end))
  }
}
