import SwiftProtobuf

extension Parser {
  /// Reads `default = value`.
  mutating func readDefault(of type: TypeSyntax) throws(ParseFailure) -> DefaultSyntax {
    lexer.advance()
    try expect(.equals)
    let span = spanHere
    let text = try readDefaultValue(of: type)
    return DefaultSyntax(span: closed(span), text: text)
  }

  /// Reads a value as the field's type has it. If that type isn't known yet, any token is taken.
  private mutating func readDefaultValue(of type: TypeSyntax) throws(ParseFailure) -> String {
    guard case .scalar(let scalar) = type.kind else {
      let text = lexer.text(of: current)
      lexer.advance()
      return text
    }
    switch scalar {
    case .int32, .sint32, .sfixed32: return try readSignedDefault(limit: UInt64(Int32.max))
    case .int64, .sint64, .sfixed64: return try readSignedDefault(limit: UInt64(Int64.max))
    case .uint32, .fixed32: return try readUnsignedDefault(limit: UInt64(UInt32.max))
    case .uint64, .fixed64: return try readUnsignedDefault(limit: UInt64.max)
    case .float, .double: return try readFloatDefault()
    case .bool: return try readBoolDefault()
    case .string: return try expectUTF8("the default value in quotes")
    case .bytes: return StringLiteral.escaped(try expectString("the default value in quotes"))
    case .enum, .message, .group:
      fail("default", "A message cannot have a default value: remove it.")
      throw ParseFailure()
    }
  }

  private mutating func readSignedDefault(limit: UInt64) throws(ParseFailure) -> String {
    let isNegative = take(.minus)
    let value = try expectInteger(
      "an integer as the default value", limit: isNegative ? limit + 1 : limit)
    return (isNegative ? "-" : "") + String(value)
  }

  private mutating func readUnsignedDefault(limit: UInt64) throws(ParseFailure) -> String {
    if take(.minus) {
      fail("default", "An unsigned field cannot have a negative default value: remove the \"-\".")
    }
    return String(try expectInteger("an integer as the default value", limit: limit))
  }

  private mutating func readFloatDefault() throws(ParseFailure) -> String {
    let isNegative = take(.minus)
    let value = try readNumber("a number as the default value")
    return (isNegative ? "-" : "") + FloatLiteral.text(of: value)
  }

  private mutating func readBoolDefault() throws(ParseFailure) -> String {
    if take(.true) { return "true" }
    if take(.false) { return "false" }
    throw failure(expecting: "\"true\" or \"false\"")
  }
}
