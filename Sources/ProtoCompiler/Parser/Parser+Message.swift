import SwiftProtobuf

extension Parser {
  /// Reads `export` or `local` before a type, which exist from edition 2024 on.
  mutating func readVisibility() throws(ParseFailure) -> Visibility {
    guard keyword == .export || keyword == .local, dialect.editionNumber > 1000 else {
      return .unset
    }
    let visibility: Visibility = keyword == .export ? .export : .local
    lexer.advance()
    guard keyword == .message || keyword == .enum else {
      fail("visibility", "\"export\" and \"local\" can only stand before \"message\" and \"enum\".")
      throw ParseFailure()
    }
    return visibility
  }

  mutating func readMessage(_ visibility: Visibility) throws(ParseFailure) -> MessageSyntax {
    let span = spanHere
    try enterMessage()
    defer { depth -= 1 }
    lexer.advance()
    let name = try expectName("the message's name")
    var message = MessageSyntax(span: span, visibility: visibility, name: name)
    message.comments = try expectEnd(.openBrace)
    message.members = try readMembers(of: "this message", openedAt: span.start)
    message.span = closed(span)
    return message
  }

  /// Counts a message or a group that is to be read.
  mutating func enterMessage() throws(ParseFailure) {
    guard depth < Parser.depthLimit else {
      fail(
        "nesting",
        "Messages can be inside each other to a depth of \(Parser.depthLimit): "
          + "move this one to the top level.")
      throw ParseFailure()
    }
    depth += 1
  }

  /// Reads what stands between the braces of a message or a group, with the last brace.
  mutating func readMembers(
    of block: String, openedAt position: SourcePosition
  ) throws(ParseFailure) -> [MessageSyntax.Member] {
    var members: [MessageSyntax.Member] = []
    while !takeEndOfBlock() {
      if isAtEnd { throw failureAtEnd(of: block, openedAt: position) }
      do {
        try readMember(into: &members)
      } catch {
        skipStatement()
      }
    }
    try checkMapEntry(members)
    return members
  }

  private mutating func readMember(
    into members: inout [MessageSyntax.Member]
  ) throws(ParseFailure) {
    if takeEmptyStatement() { return }
    let visibility = try readVisibility()
    switch keyword {
    case .message: try members.append(.message(readMessage(visibility)))
    case .enum: try members.append(.enum(readEnum(visibility)))
    case .extensions: try members.append(.extensions(readExtensions()))
    case .reserved: try members.append(.reserved(readReserved(inEnum: false)))
    case .extend: try members.append(.extend(readExtend()))
    case .option: try members.append(.option(readOptionStatement()))
    case .oneof: try members.append(.oneof(readOneof()))
    default: try members.append(.field(readField(place: .message)))
    }
  }

  /// Refuses the option that says that a message is a map's entry.
  private mutating func checkMapEntry(
    _ members: [MessageSyntax.Member]
  ) throws(ParseFailure) {
    for case .option(let option) in members {
      guard let first = option.name.first, !first.isExtension, first.namePart == "map_entry" else {
        continue
      }
      fail(
        "map-entry", at: option.namePosition,
        "map_entry cannot be set: declare a field of the type map<KeyType, ValueType> instead.")
      throw ParseFailure()
    }
  }

  private mutating func readOneof() throws(ParseFailure) -> OneofSyntax {
    let span = spanHere
    lexer.advance()
    var oneof = OneofSyntax(span: span, name: try expectName("the oneof's name"))
    oneof.comments = try expectEnd(.openBrace)
    repeat {
      if isAtEnd { throw failureAtEnd(of: "this oneof", openedAt: span.start) }
      if keyword == .option {
        try oneof.members.append(.option(readOptionStatement()))
      } else {
        checkLabelInOneof()
        recovering { parser throws(ParseFailure) in
          try oneof.members.append(.field(parser.readField(place: .oneof)))
        }
      }
    } while !takeEndOfBlock()
    oneof.span = closed(span)
    return oneof
  }

  private mutating func checkLabelInOneof() {
    guard keyword == .required || keyword == .optional || keyword == .repeated else { return }
    fail("oneof-label", "Fields of a oneof have no label: remove \"\(keyword.rawValue)\".")
    lexer.advance()
  }

  mutating func readExtend() throws(ParseFailure) -> ExtendSyntax {
    let span = spanHere
    lexer.advance()
    var extend = ExtendSyntax(span: span, extendee: try expectTypeName())
    extend.comments = try expectEnd(.openBrace)
    repeat {
      if isAtEnd { throw failureAtEnd(of: "this extend block", openedAt: span.start) }
      recovering { parser throws(ParseFailure) in
        try extend.fields.append(parser.readField(place: .extend))
      }
    } while !takeEndOfBlock()
    extend.span = closed(span)
    return extend
  }
}
