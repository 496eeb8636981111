extension Parser {
  /// Steps over one or more strings and returns their bytes.
  mutating func expectString(_ expected: String) throws(ParseFailure) -> [UInt8] {
    guard current.kind == .string else { throw failure(expecting: expected) }
    var bytes: [UInt8] = []
    repeat {
      StringLiteral(lexer.bytes(of: current)).append(to: &bytes)
      lexer.advance()
    } while current.kind == .string
    return bytes
  }

  /// Steps over one or more strings and returns their text.
  mutating func expectText(_ expected: String) throws(ParseFailure) -> String {
    String(decoding: try expectString(expected), as: UTF8.self)
  }

  /// Steps over one or more strings and returns their text. If it isn't UTF-8, which the descriptor's
  /// strings have to be, an error is recorded.
  mutating func expectUTF8(_ expected: String) throws(ParseFailure) -> String {
    let first = current
    let bytes = try expectString(expected)
    let length = lexer.previous.end - first.start
    let source = UnsafeBufferPointer(start: lexer.base + first.start, count: length)
    guard String(validating: bytes, as: UTF8.self) == nil,
      String(validating: source, as: UTF8.self) != nil
    else { return utf8(bytes, at: first.position) }
    fail(
      "encoding", at: first.position,
      "With its escapes the string isn't UTF-8: write the characters themselves, or use a field of "
        + "the type bytes for other data.")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text that begins at a place.
  mutating func utf8(_ bytes: [UInt8], at position: SourcePosition) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    fail("encoding", at: position, "The text isn't UTF-8: write only characters in that encoding.")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Steps over an integer that isn't negative.
  mutating func expectInteger(_ expected: StaticString) throws(ParseFailure) -> Int32 {
    Int32(truncatingIfNeeded: try expectInteger(expected, limit: UInt64(Int32.max)))
  }

  mutating func expectSignedInteger(_ expected: StaticString) throws(ParseFailure) -> Int32 {
    guard take(.minus) else { return try expectInteger(expected) }
    let value = try expectInteger(expected, limit: UInt64(Int32.max) + 1)
    return Int32(truncatingIfNeeded: 0 &- value)
  }

  /// Steps over an integer. If it is too large, an error is recorded, and the result is 0.
  mutating func expectInteger(
    _ expected: StaticString, limit: UInt64
  ) throws(ParseFailure) -> UInt64 {
    guard current.kind == .integer else { throw failure(expecting: "\(expected)") }
    let value = integer(of: current)
    if value.map({ $0 > limit }) ?? true {
      fail("number-range", "The number is too large: the greatest is \(limit).")
    }
    lexer.advance()
    guard let value, value <= limit else { return 0 }
    return value
  }

  /// The value of an integer; `nil` if it has more than 64 bits or wrong digits.
  func integer(of token: Token) -> UInt64? {
    IntegerLiteral(lexer.bytes(of: token)).value
  }

  /// Steps over a number, inf or nan.
  mutating func readNumber(_ expected: StaticString) throws(ParseFailure) -> Double {
    let value: Double
    switch (current.kind, keyword) {
    case (.float, _): value = FloatLiteral(lexer.bytes(of: current)).value ?? 0
    case (.integer, _): value = largeInteger()
    case (_, .inf): value = .infinity
    case (_, .nan): value = .nan
    default: throw failure(expecting: "\(expected)")
    }
    lexer.advance()
    return value
  }

  /// The value of the integer that is the current token, also if it has more than 64 bits.
  private mutating func largeInteger() -> Double {
    if let value = integer(of: current) { return Double(value) }
    if current.first != 0x30, let value = FloatLiteral(lexer.bytes(of: current)).value {
      return value
    }
    fail("number-range", "The number is too large: octal and hexadecimal numbers have 64 bits.")
    return 0
  }
}
