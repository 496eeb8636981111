import SwiftProtobuf

extension Parser {
  /// What surrounds a field.
  enum FieldPlace {
    case message, oneof, extend
  }

  /// Reads a field up to and with its `;` or its group's `}`.
  mutating func readField(place: FieldPlace) throws(ParseFailure) -> FieldSyntax {
    let span = spanHere
    let label = place == .oneof ? nil : readLabel()
    let type = try readFieldType(hasLabel: label != nil, place: place)
    let name = try expectName("the field's name")
    guard take(.equals) else { throw failure(expecting: "\"=\" and the field's number") }
    let numberSpan = spanHere
    let number = try expectInteger("the field's number")
    var field = FieldSyntax(
      span: span, label: label, type: type, name: name, number: number, numberSpan: numberSpan)
    field.options = try readFieldOptions(of: type)
    if case .scalar(.group) = type.kind {
      field.group = try readGroup(name: name, span: span)
    } else {
      field.comments = try expectEnd(.semicolon)
    }
    field.span = closed(span)
    return field
  }

  private mutating func readLabel() -> LabelSyntax? {
    let span = spanHere
    let label: LabelSyntax
    switch keyword {
    case .optional: label = LabelSyntax(span: span, label: .optional)
    case .required: label = LabelSyntax(span: span, label: .required)
    case .repeated: label = LabelSyntax(span: span, label: .repeated)
    default: return nil
    }
    checkLabel(keyword)
    lexer.advance()
    return label
  }

  private mutating func checkLabel(_ label: Keyword) {
    guard dialect.isEdition else { return }
    if label == .optional {
      fail(
        "edition-label",
        "\"optional\" doesn't exist in editions, where singular fields have presence anyway: "
          + "remove it, or set features.field_presence.")
    } else if label == .required {
      fail(
        "edition-label",
        "\"required\" doesn't exist in editions: "
          + "set features.field_presence = LEGACY_REQUIRED instead.")
    }
  }

  /// Reads the members of a group.
  private mutating func readGroup(
    name: NameSyntax, span: SourceSpan
  ) throws(ParseFailure) -> GroupBody {
    let first = lexer.base[Int(name.range.lowerBound)]
    if first < 0x41 || first > 0x5a {
      fail("group-name", at: name.span.start, "A group's name begins with a capital letter.")
    }
    guard isAt(.openBrace) else { throw failure(expecting: "\"{\" and the group's fields") }
    try enterMessage()
    defer { depth -= 1 }
    var group = GroupBody(span: span)
    group.comments = try expectEnd(.openBrace)
    group.members = try readMembers(of: "this group", openedAt: span.start)
    group.span = closed(span)
    return group
  }
}
