extension Parser {
  /// Reads a statement. If that fails, skips the rest of it.
  mutating func recovering(_ statement: (inout Parser) throws(ParseFailure) -> Void) {
    do {
      try statement(&self)
    } catch {
      skipStatement()
    }
  }

  /// Moves behind the end of a statement, or to the end of the block around it.
  mutating func skipStatement() {
    while !isAtEnd {
      if takeEmptyStatement() || isAt(.closeBrace) { return }
      if take(.openBrace) { return skipRestOfBlock() }
      lexer.advance()
    }
  }

  /// Moves behind the `}` of a block.
  private mutating func skipRestOfBlock() {
    var open = 1
    while !isAtEnd, open > 0 {
      if take(.openBrace) {
        open += 1
      } else if takeEndOfBlock() {
        open -= 1
      } else {
        lexer.advance()
      }
    }
  }
}
