import SwiftProtobuf

extension Parser {
  /// Reads the type of a field.
  mutating func readFieldType(
    hasLabel: Bool, place: FieldPlace
  ) throws(ParseFailure) -> TypeSyntax {
    let span = spanHere
    if keyword == .map {
      let word = current
      lexer.advance()
      if isAt(.openAngle) {
        let kind = try readMap(hasLabel: hasLabel, place: place)
        return TypeSyntax(span: closed(span), kind: kind)
      }
      checkLabelIsThere(hasLabel: hasLabel, place: place)
      // A message or an enum may have the name map.
      let name = NameSyntax(span: word.span, range: UInt32(word.start)..<UInt32(word.end))
      return TypeSyntax(span: closed(span), kind: .named(name))
    }
    checkLabelIsThere(hasLabel: hasLabel, place: place)
    let kind: TypeSyntax.Kind =
      switch try readType() {
      case .scalar(let scalar): .scalar(scalar)
      case .named(let name): .named(name)
      }
    return TypeSyntax(span: closed(span), kind: kind)
  }

  private mutating func checkLabelIsThere(hasLabel: Bool, place: FieldPlace) {
    guard dialect == .proto2, !hasLabel, place != .oneof else { return }
    let reason =
      hasSyntax
      ? "" : " A file without a \"syntax\" statement is one of proto2: add one for proto3."
    fail(
      "missing-label",
      "In proto2 a field begins with \"optional\", \"required\" or \"repeated\": add one.\(reason)")
  }

  private mutating func readMap(
    hasLabel: Bool, place: FieldPlace
  ) throws(ParseFailure) -> TypeSyntax.Kind {
    let refusal: String? =
      switch place {
      case .oneof: "A map cannot be in a oneof: move it out, or wrap it in a message."
      case _ where hasLabel:
        "A map has no label: remove \"optional\", \"required\" or \"repeated\"."
      case .extend: "An extension cannot be a map: use a message that has the map."
      case .message: nil
      }
    if let refusal {
      fail("map", refusal)
      throw ParseFailure()
    }
    lexer.advance()
    let key = try readMapPart()
    try expect(.comma)
    let value = try readMapPart()
    try expect(.closeAngle)
    return .map(key: key, value: value)
  }

  private mutating func readMapPart() throws(ParseFailure) -> TypeSyntax.MapPart {
    let position = current.position
    let part = try readType()
    if case .scalar(.group) = part, !dialect.isEdition {
      fail(
        "map", at: position,
        "A map can't have groups: declare a message, and write its name in the place of \"group\".")
    }
    return part
  }

  /// Reads a scalar type or the name of a message or an enum.
  private mutating func readType() throws(ParseFailure) -> TypeSyntax.MapPart {
    if let scalar = scalar(keyword) {
      if dialect.isEdition, scalar == .group {
        fail(
          "edition-group",
          "Groups don't exist in editions: "
            + "use a message field with features.message_encoding = DELIMITED.")
      }
      lexer.advance()
      return .scalar(scalar)
    }
    if dialect.usesFixedIntegers, let replacement = replacement(of: keyword) {
      fail(
        "obsolete-type",
        "Type \"\(keyword.rawValue)\" doesn't exist in this edition: write \"\(replacement)\".")
      lexer.advance()
      return .scalar(.int32)
    }
    return .named(try expectTypeName())
  }

  /// Reads the name of a message or an enum.
  mutating func expectTypeName() throws(ParseFailure) -> NameSyntax {
    let token = current
    if Parser.scalars(keyword) != nil {
      fail("scalar", "Expected a message, found the scalar type \"\(keyword.rawValue)\".")
      lexer.advance()
      return NameSyntax(span: token.span, range: UInt32(token.start)..<UInt32(token.end))
    }
    var isScattered = false
    var end = token.start
    if take(.dot) { end = lexer.previous.end }
    try readNamePart("a type's name", end: &end, isScattered: &isScattered)
    while isAt(.dot) {
      isScattered = isScattered || current.start != end
      lexer.advance()
      end = lexer.previous.end
      try readNamePart("an identifier", end: &end, isScattered: &isScattered)
    }
    return NameSyntax(
      span: closed(token.span), range: UInt32(token.start)..<UInt32(end),
      isScattered: isScattered)
  }

  private mutating func readNamePart(
    _ expected: StaticString, end: inout Int, isScattered: inout Bool
  ) throws(ParseFailure) {
    isScattered = isScattered || current.start != end
    end = Int(try expectName(expected).range.upperBound)
  }

  /// The text of a name. What stands between its parts is left out.
  func text(of name: NameSyntax) -> String {
    NameReader(base: lexer.base).text(of: name)
  }
}
