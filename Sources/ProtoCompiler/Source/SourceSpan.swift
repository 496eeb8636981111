/// From where to where something stands in a file. Lines and columns are counted as in
/// ``SourcePosition``.
struct SourceSpan: Hashable, Sendable {
  var line: Int32
  var column: Int32
  var endLine: Int32
  /// The column behind the last character.
  var endColumn: Int32

  var start: SourcePosition { SourcePosition(line: line, column: column) }

  /// An empty span.
  init(at position: SourcePosition) {
    self.init(
      line: position.line, column: position.column, endLine: position.line,
      endColumn: position.column)
  }

  init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// The same beginning with the end of a token.
  ///
  /// A token stands on one line. protoc takes the line of the last token's beginning, too.
  func ending(with token: Token) -> SourceSpan {
    SourceSpan(line: line, column: column, endLine: token.line, endColumn: token.endColumn)
  }
}
