extension Lexer {
  /// What a slash turned out to be.
  private enum CommentStart {
    case line, block, slash, none
  }

  private mutating func readCommentStart() -> CommentStart {
    guard byte == 0x2f, !isAtEnd else { return .none }
    switch byteAfter {
    case 0x2f:
      offset += 2
      return .line
    case 0x2a:
      offset += 2
      return .block
    default: return .slash
    }
  }

  /// Steps over a comment. Returns `false` if the slash doesn't begin one.
  mutating func skipComment() -> Bool {
    switch readCommentStart() {
    case .line: skipLineComment()
    case .block: readBlockComment(keeping: false)
    case .slash, .none: return false
    }
    return true
  }

  /// Moves behind the end of the line.
  private mutating func skipLineComment() {
    while offset < count {
      let byte = base[offset]
      if byte == 0x0a { return stepOverNewline() }
      if byte == 0 { return }
      if byte == 0x09 { stepOverTab() } else { step() }
    }
  }

  /// Keeps a comment's text from behind `//` up to and with the end of the line.
  private mutating func readLineComment() -> CommentTable.Comment {
    let start = comments.text.count
    let first = offset
    skipLineComment()
    keep(from: first, to: offset)
    return start..<comments.text.count
  }

  private mutating func keep(from first: Int, to end: Int) {
    comments.text.append(contentsOf: UnsafeBufferPointer(start: base + first, count: end - first))
  }

  /// Reads a comment from behind `/*`. Its text is kept without the blanks and the asterisk that
  /// begin a line.
  @discardableResult
  private mutating func readBlockComment(keeping: Bool) -> CommentTable.Comment {
    let start = comments.text.count
    let opening = SourcePosition(line: line, column: column - 2)
    var first = offset
    while true {
      switch byte {
      case 0x0a:
        stepOverNewline()
        if keeping { keep(from: first, to: offset) }
        if skipLineDecoration() { return start..<comments.text.count }
        first = offset
      case 0x2a:
        step()
        guard byte == 0x2f, !isAtEnd else { continue }
        step()
        if keeping { keep(from: first, to: offset - 2) }
        return start..<comments.text.count
      case 0x2f:
        step()
        if byte == 0x2a { failNestedComment() }
      case 0:
        failOpenComment(opening)
        if keeping { keep(from: first, to: offset) }
        return start..<comments.text.count
      case 0x09: stepOverTab()
      default: step()
      }
    }
  }

  /// Steps over blanks and an asterisk. Returns whether the comment ended there.
  private mutating func skipLineDecoration() -> Bool {
    skipBlanks()
    guard byte == 0x2a else { return false }
    step()
    guard byte == 0x2f else { return false }
    step()
    return true
  }

  private mutating func skipBlanks() {
    while byte.isBlank {
      if byte == 0x09 { stepOverTab() } else { step() }
    }
  }

  private mutating func failNestedComment() {
    fail(
      "comment",
      "A comment cannot be inside another: remove this \"/*\", or use \"//\" inside.")
  }

  private mutating func failOpenComment(_ opening: SourcePosition) {
    record(
      Problem(
        ruleID: "comment", position: position,
        message: "The file ends inside a comment: add the missing \"*/\".",
        notes: [(opening, "The comment begins here.")]))
  }
}

extension Lexer {
  /// Reads the next token behind the end of a declaration (`;`, `{` or `}`), or the first of the
  /// file, and the comments before it.
  mutating func advanceCollectingComments() -> CommentCollector {
    var collector = CommentCollector()
    var lineBefore = line
    var trailingEndLine: Int32 = -1
    if current.kind == .start {
      collector.detachFromPrevious()
      lineBefore = -1
    } else if !readTrailingComment(into: &collector, endLine: &trailingEndLine) {
      return collector
    }
    readCommentLines(into: &collector)
    if endsScope { collector.decide() }
    if current.kind != .end, lineBefore == line || trailingEndLine == line {
      collector.detachIfAmbiguous()
    }
    return collector
  }

  /// Whether no declaration can begin here.
  private var endsScope: Bool {
    current.kind == .end || current.isSymbol(.closeBrace) || current.isSymbol(.closeBracket)
      || current.isSymbol(.closeParenthesis)
  }

  /// Reads the comment on the line of the token before. Returns `false` if the next token was read,
  /// because it stands there, too.
  private mutating func readTrailingComment(
    into collector: inout CommentCollector, endLine: inout Int32
  ) -> Bool {
    skipBlanks()
    switch readCommentStart() {
    case .line:
      endLine = line
      collector.take(lineComment: readLineComment())
      collector.decide()
    case .block:
      collector.take(blockComment: readBlockComment(keeping: true))
      endLine = line
      skipBlanks()
      collector.decide()
    case .none where byte == 0x0a: stepOverNewline()
    case .none, .slash:
      advance()
      return false
    }
    return true
  }

  /// Reads comments, each from the beginning of a line, and the token behind them.
  private mutating func readCommentLines(into collector: inout CommentCollector) {
    while true {
      skipBlanks()
      switch readCommentStart() {
      case .line: collector.take(lineComment: readLineComment())
      case .block:
        collector.take(blockComment: readBlockComment(keeping: true))
        skipBlanks()
        if byte == 0x0a { stepOverNewline() }
      case .none where byte == 0x0a:
        stepOverNewline()
        collector.decide()
        collector.detachFromPrevious()
      case .none, .slash: return advance()
      }
    }
  }
}
