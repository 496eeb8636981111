/// `service Name { … }`
struct ServiceSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name: NameSyntax
  var members: [Member] = []

  /// What stands in a service, in the order of the text.
  enum Member: Sendable {
    case method(MethodSyntax)
    case option(OptionSyntax)
  }
}

/// `rpc Name (stream Input) returns (Output);`
struct MethodSyntax: Sendable {
  var span: SourceSpan
  var comments = CommentTable.Index.none
  var name: NameSyntax
  var input: Part
  var output: Part
  /// The options; `nil` without a block for them. An empty block counts: it gives the descriptor
  /// empty options.
  var options: [OptionSyntax]?

  /// What a method takes or returns.
  struct Part: Sendable {
    /// Where `stream` stands.
    var stream: SourceSpan?
    var type: NameSyntax
  }
}
