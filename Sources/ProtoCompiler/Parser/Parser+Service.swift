extension Parser {
  mutating func readService() throws(ParseFailure) -> ServiceSyntax {
    let span = spanHere
    lexer.advance()
    var service = ServiceSyntax(span: span, name: try expectName("the service's name"))
    service.comments = try expectEnd(.openBrace)
    while !takeEndOfBlock() {
      if isAtEnd { throw failureAtEnd(of: "this service", openedAt: span.start) }
      recovering { parser throws(ParseFailure) in
        if parser.takeEmptyStatement() { return }
        try service.members.append(
          parser.keyword == .option
            ? .option(parser.readOptionStatement()) : .method(parser.readMethod()))
      }
    }
    service.span = closed(span)
    return service
  }

  private mutating func readMethod() throws(ParseFailure) -> MethodSyntax {
    let span = spanHere
    try expect(.rpc)
    let name = try expectName("the method's name")
    let input = try readMethodPart()
    try expect(.returns)
    let output = try readMethodPart()
    var method = MethodSyntax(span: span, name: name, input: input, output: output)
    if isAt(.openBrace) {
      method.comments = try expectEnd(.openBrace)
      method.options = try readMethodOptions(openedAt: span.start)
    } else {
      method.comments = try expectEnd(.semicolon)
    }
    method.span = closed(span)
    return method
  }

  /// Reads `(stream Name)`.
  private mutating func readMethodPart() throws(ParseFailure) -> MethodSyntax.Part {
    try expect(.openParenthesis)
    var stream: SourceSpan?
    if keyword == .stream {
      stream = spanHere
      lexer.advance()
    }
    let part = MethodSyntax.Part(stream: stream, type: try expectTypeName())
    try expect(.closeParenthesis)
    return part
  }

  private mutating func readMethodOptions(
    openedAt position: SourcePosition
  ) throws(ParseFailure) -> [OptionSyntax] {
    var options: [OptionSyntax] = []
    while !takeEndOfBlock() {
      if isAtEnd { throw failureAtEnd(of: "this method", openedAt: position) }
      if takeEmptyStatement() { continue }
      recovering { parser throws(ParseFailure) in try options.append(parser.readOptionStatement()) }
    }
    return options
  }
}
