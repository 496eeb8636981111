/// `extensions 4 to 8, 100 to max [options];`
struct ExtensionsSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var ranges: [RangeSyntax] = []
  var options: OptionList<OptionSyntax>?
}

/// `reserved 4, 6 to 8;` or `reserved "name";`
struct ReservedSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var content: Content

  /// What is reserved.
  enum Content: Sendable {
    case ranges([RangeSyntax])
    case names([ReservedName])
  }
}

/// A name that is reserved.
struct ReservedName: Sendable {
  var span: SourceSpan
  var name: String
}

/// Numbers from a first to a last.
struct RangeSyntax: Sendable {
  var span: SourceSpan
  var first: Int32
  var firstSpan: SourceSpan
  /// The last number; `nil` for `max`.
  var last: Int32?
  /// The same as `firstSpan` if there is only one number.
  var lastSpan: SourceSpan
}
