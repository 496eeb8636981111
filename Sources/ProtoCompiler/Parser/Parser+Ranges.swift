extension Parser {
  mutating func readExtensions() throws(ParseFailure) -> ExtensionsSyntax {
    let span = spanHere
    lexer.advance()
    var extensions = ExtensionsSyntax(span: span)
    repeat {
      try extensions.ranges.append(readRange(expecting: "a field's number"))
    } while take(.comma)
    extensions.options = try readOptionList()
    try checkSize(of: extensions)
    extensions.comments = try expectEnd(.semicolon)
    extensions.span = closed(span)
    return extensions
  }

  /// Refuses a statement whose options, which hold for each of its ranges, are too many to be copied.
  private mutating func checkSize(of extensions: ExtensionsSyntax) throws(ParseFailure) {
    let options = extensions.options?.elements.count ?? 0
    guard options > 1, extensions.ranges.count > Parser.rangeOptionsLimit / options else { return }
    fail(
      "extension-range", at: extensions.span.start,
      "So many options cannot hold for so many ranges: "
        + "the product of the numbers has to be at most \(Parser.rangeOptionsLimit).")
    throw ParseFailure()
  }

  private static let rangeOptionsLimit = 1_000_000

  mutating func readReserved(inEnum: Bool) throws(ParseFailure) -> ReservedSyntax {
    let span = spanHere
    lexer.advance()
    var reserved = ReservedSyntax(span: span, content: try readReservedContent(inEnum: inEnum))
    reserved.comments = try expectEnd(.semicolon)
    reserved.span = closed(span)
    return reserved
  }

  private mutating func readReservedContent(
    inEnum: Bool
  ) throws(ParseFailure) -> ReservedSyntax.Content {
    switch current.kind {
    case .string where dialect.isEdition:
      fail("reserved-name", "In editions reserved names are written without quotes: remove them.")
      throw ParseFailure()
    case .identifier where !dialect.isEdition:
      fail("reserved-name", "Reserved names are written in quotes: add them.")
      throw ParseFailure()
    case .string, .identifier: return .names(try readReservedNames())
    default: return .ranges(try readReservedRanges(inEnum: inEnum))
    }
  }

  private mutating func readReservedNames() throws(ParseFailure) -> [ReservedName] {
    var names: [ReservedName] = []
    repeat {
      let span = spanHere
      let name =
        dialect.isEdition
        ? text(of: try expectName("a name", limit: .max)) : try expectUTF8("a name in quotes")
      names.append(ReservedName(span: closed(span), name: name))
      if !dialect.isEdition { checkReservedName(name, at: span.start) }
    } while take(.comma)
    return names
  }

  private mutating func checkReservedName(_ name: String, at position: SourcePosition) {
    let bytes = name.utf8
    guard let first = bytes.first, first.isLetter, bytes.allSatisfy(\.isAlphanumeric) else {
      return lexer.record(
        Problem(
          severity: .warning, ruleID: "reserved-name", position: position,
          message: "Reserved name \"\(name)\" isn't an identifier, so nothing could have it."))
    }
  }

  private mutating func readReservedRanges(inEnum: Bool) throws(ParseFailure) -> [RangeSyntax] {
    var ranges: [RangeSyntax] = []
    repeat {
      try ranges.append(
        inEnum ? readEnumRange() : readRange(expecting: "a number or a name to reserve"))
    } while take(.comma)
    return ranges
  }

  /// Reads a number or numbers from one `to` another of a message.
  private mutating func readRange(expecting expected: StaticString) throws(ParseFailure)
    -> RangeSyntax
  {
    try readRange { parser throws(ParseFailure) in
      let number = try parser.expectInteger(expected)
      guard number < Int32.max else {
        parser.fail("number-range", "Numbers of fields end at 536870911.")
        throw ParseFailure()
      }
      return number
    }
  }

  private mutating func readEnumRange() throws(ParseFailure) -> RangeSyntax {
    try readRange { parser throws(ParseFailure) in
      try parser.expectSignedInteger("a number or a name to reserve")
    }
  }

  private mutating func readRange(
    _ readNumber: (inout Parser) throws(ParseFailure) -> Int32
  ) throws(ParseFailure) -> RangeSyntax {
    let span = spanHere
    let first = try readNumber(&self)
    let firstSpan = closed(span)
    // protoc takes the first token alone, which is the sign of a negative number.
    var range = RangeSyntax(
      span: firstSpan, first: first, firstSpan: firstSpan, last: first, lastSpan: span)
    if take(.to) {
      let lastSpan = spanHere
      range.last = take(.max) ? nil : try readNumber(&self)
      range.lastSpan = closed(lastSpan)
    }
    range.span = closed(span)
    return range
  }
}
