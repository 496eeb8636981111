extension Parser {
  mutating func readEnum(_ visibility: Visibility) throws(ParseFailure) -> EnumSyntax {
    let span = spanHere
    lexer.advance()
    let name = try expectName("the enum's name")
    var declaration = EnumSyntax(span: span, visibility: visibility, name: name)
    declaration.comments = try expectEnd(.openBrace)
    while !takeEndOfBlock() {
      if isAtEnd { throw failureAtEnd(of: "this enum", openedAt: span.start) }
      recovering { parser throws(ParseFailure) in
        try parser.readEnumMember(into: &declaration.members)
      }
    }
    declaration.span = closed(span)
    try checkAliases(of: declaration)
    return declaration
  }

  private mutating func readEnumMember(
    into members: inout [EnumSyntax.Member]
  ) throws(ParseFailure) {
    if takeEmptyStatement() { return }
    switch keyword {
    case .option: try members.append(.option(readOptionStatement()))
    case .reserved: try members.append(.reserved(readReserved(inEnum: true)))
    default: try members.append(.value(readEnumValue()))
    }
  }

  private mutating func readEnumValue() throws(ParseFailure) -> EnumValueSyntax {
    let span = spanHere
    let name = try expectName("the name of an enum's value")
    guard take(.equals) else { throw failure(expecting: "\"=\" and the value's number") }
    let numberSpan = spanHere
    let number = try expectSignedInteger("an integer")
    var value = EnumValueSyntax(
      span: span, name: name, number: number, numberSpan: closed(numberSpan))
    value.options = try readOptionList()
    value.comments = try expectEnd(.semicolon)
    value.span = closed(span)
    return value
  }

  /// Refuses `allow_alias` where it has no effect.
  private mutating func checkAliases(of declaration: EnumSyntax) throws(ParseFailure) {
    guard let option = aliasOption(of: declaration) else { return }
    if !option.isTrue {
      fail("enum-alias", "\"allow_alias = false\" has no effect: remove the option.")
    } else if !hasAliases(declaration) {
      fail(
        "enum-alias",
        "Enum \"\(text(of: declaration.name))\" has no two values with the same number: "
          + "remove the option allow_alias.")
    } else {
      return
    }
    throw ParseFailure()
  }

  private func aliasOption(of declaration: EnumSyntax) -> OptionSyntax? {
    for case .option(let option) in declaration.members where option.isNamed("allow_alias") {
      return option
    }
    return nil
  }

  private func hasAliases(_ declaration: EnumSyntax) -> Bool {
    var numbers: Set<Int32> = []
    for case .value(let value) in declaration.members
    where !numbers.insert(value.number).inserted {
      return true
    }
    return false
  }
}
