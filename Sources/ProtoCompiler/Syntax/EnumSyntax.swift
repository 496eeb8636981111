/// `enum Name { … }`
struct EnumSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var visibility = Visibility.unset
  var name: NameSyntax
  var members: [Member] = []

  /// What stands in an enum, in the order of the text.
  enum Member: Sendable {
    case value(EnumValueSyntax)
    case reserved(ReservedSyntax)
    case option(OptionSyntax)
  }
}

/// `NAME = 1;`
struct EnumValueSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name: NameSyntax
  var number: Int32
  var numberSpan: SourceSpan
  var options: OptionList<OptionSyntax>?
}
