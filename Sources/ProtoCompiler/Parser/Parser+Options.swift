import SwiftProtobuf

extension Parser {
  /// Reads `option name = value;`.
  mutating func readOptionStatement() throws(ParseFailure) -> OptionSyntax {
    let span = spanHere
    try expect(.option)
    var option = try readAssignment()
    option.comments = try expectEnd(.semicolon)
    option.span = closed(span)
    return option
  }

  /// Reads options in brackets, if there are any.
  mutating func readOptionList() throws(ParseFailure) -> OptionList<OptionSyntax>? {
    try readList { parser throws(ParseFailure) in try parser.readAssignment() }
  }

  /// Reads a field's options in brackets, if there are any.
  mutating func readFieldOptions(
    of type: TypeSyntax
  ) throws(ParseFailure) -> OptionList<FieldOption>? {
    guard isAt(.openBracket) else { return nil }
    var hasDefault = false
    var hasJSONName = false
    return try readList { parser throws(ParseFailure) in
      switch parser.keyword {
      case .default:
        if hasDefault { parser.failDuplicate("default") }
        hasDefault = true
        return .default(try parser.readDefault(of: type))
      case .jsonName:
        if hasJSONName { parser.failDuplicate("json_name") }
        hasJSONName = true
        return .jsonName(try parser.readJSONName())
      default: return .option(try parser.readAssignment())
      }
    }
  }

  private mutating func failDuplicate(_ option: String) {
    fail("duplicate-option", "\"\(option)\" is set already: remove one of the two.")
  }

  private mutating func readList<Element>(
    _ readElement: (inout Parser) throws(ParseFailure) -> Element
  ) throws(ParseFailure) -> OptionList<Element>? {
    guard isAt(.openBracket) else { return nil }
    var list = OptionList<Element>(span: spanHere)
    lexer.advance()
    repeat { try list.elements.append(readElement(&self)) } while take(.comma)
    try expect(.closeBracket)
    list.span = closed(list.span)
    return list
  }

  private mutating func readJSONName() throws(ParseFailure) -> JSONNameSyntax {
    let span = spanHere
    lexer.advance()
    try expect(.equals)
    let valueSpan = spanHere
    let name = try expectUTF8("the JSON name in quotes")
    return JSONNameSyntax(span: closed(span), valueSpan: closed(valueSpan), name: name)
  }

  /// Reads `name = value`.
  private mutating func readAssignment() throws(ParseFailure) -> OptionSyntax {
    let span = spanHere
    var name: [OptionSyntax.NamePart] = []
    repeat { try name.append(readOptionNamePart()) } while take(.dot)
    try expect(.equals)
    let valuePosition = current.position
    let value = try readOptionValue()
    return OptionSyntax(
      span: closed(span), name: name, namePosition: span.start, value: value,
      valuePosition: valuePosition)
  }

  private mutating func readOptionNamePart() throws(ParseFailure) -> OptionSyntax.NamePart {
    var part = OptionSyntax.NamePart()
    part.isExtension = take(.openParenthesis)
    if part.isExtension {
      part.namePart = try readExtensionName()
      try expect(.closeParenthesis)
    } else {
      part.namePart = text(of: try expectName("an option's name"))
    }
    return part
  }

  /// Reads a name in parentheses. Whether it is empty is seen later.
  private mutating func readExtensionName() throws(ParseFailure) -> String {
    var name = ""
    if current.kind == .identifier { name = text(of: try expectName("an identifier")) }
    while take(.dot) { name += "." + text(of: try expectName("an identifier")) }
    return name
  }
}
