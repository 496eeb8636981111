extension Parser {
  /// Reads the first token of the file, and the comments before it.
  mutating func start() {
    lexer.skipByteOrderMark()
    // In another encoding, every character would be an error.
    guard lexer.problems.isEmpty else { return }
    let collector = lexer.advanceCollectingComments()
    upcomingLeading = collector.leading
    upcomingDetached = collector.detached
  }

  /// Steps over the symbol that ends a declaration, and returns the comments of the declaration.
  mutating func expectEnd(_ symbol: Symbol) throws(ParseFailure) -> CommentTable.Index {
    guard isAt(symbol) else { throw failure(expecting: "\"\(symbol.text)\"") }
    let collector = lexer.advanceCollectingComments()
    let index = lexer.comments.add(
      leading: upcomingLeading, trailing: collector.trailing, detached: upcomingDetached)
    upcomingLeading = collector.leading
    upcomingDetached = collector.detached
    return index
  }

  /// Steps over a `;` that ends nothing, if it is the current token. Comments before it stay with
  /// the next declaration if they are detached.
  mutating func takeEmptyStatement() -> Bool {
    guard isAt(.semicolon) else { return false }
    let collector = lexer.advanceCollectingComments()
    upcomingLeading = collector.leading
    upcomingDetached += collector.detached
    return true
  }

  /// Steps over a `}` if it is the current token. Comments before it belong to no declaration.
  mutating func takeEndOfBlock() -> Bool {
    guard isAt(.closeBrace) else { return false }
    let collector = lexer.advanceCollectingComments()
    upcomingLeading = collector.leading
    upcomingDetached = collector.detached
    return true
  }
}
