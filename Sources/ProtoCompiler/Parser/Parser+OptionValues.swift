extension Parser {
  mutating func readOptionValue() throws(ParseFailure) -> OptionSyntax.Value {
    let isNegative = take(.minus)
    switch current.kind {
    case .start, .end: throw failure(expecting: "the option's value")
    case .identifier: return try readIdentifierValue(isNegative: isNegative)
    case .integer: return try readIntegerValue(isNegative: isNegative)
    case .float: return try .double(negated(readNumber("a number"), isNegative))
    case .string:
      if isNegative {
        fail("option-value", "A string cannot be negative: remove the \"-\" before it.")
        throw ParseFailure()
      }
      return .string(try expectString("a string"))
    case .symbol:
      guard isAt(.openBrace) else { throw failure(expecting: "the option's value") }
      return .aggregate(try readAggregate())
    }
  }

  private func negated(_ value: Double, _ isNegative: Bool) -> Double {
    isNegative ? -value : value
  }

  private mutating func readIdentifierValue(
    isNegative: Bool
  ) throws(ParseFailure) -> OptionSyntax.Value {
    let keyword = self.keyword
    let name = text(of: try expectName("an identifier"))
    guard isNegative else { return .identifier(name) }
    switch keyword {
    case .inf: return .double(-.infinity)
    case .nan: return .double(.nan)
    default:
      fail("option-value", "Behind \"-\" only a number, inf or nan can stand.")
      throw ParseFailure()
    }
  }

  /// Reads an integer, which becomes a floating point number if it has too many digits.
  private mutating func readIntegerValue(
    isNegative: Bool
  ) throws(ParseFailure) -> OptionSyntax.Value {
    let limit = isNegative ? UInt64(Int64.max) + 1 : UInt64.max
    guard let value = integer(of: current), value <= limit else {
      return try .double(negated(readNumber("a number"), isNegative))
    }
    lexer.advance()
    return isNegative ? .negative(Int64(truncatingIfNeeded: 0 &- value)) : .positive(value)
  }

  /// Reads the text between braces.
  private mutating func readAggregate() throws(ParseFailure) -> String {
    let opening = current
    var writer = AggregateWriter(after: opening, base: lexer.base)
    var open = 1
    lexer.advance()
    while !isAtEnd {
      if isAt(.openBrace) { open += 1 }
      if isAt(.closeBrace) { open -= 1 }
      if open == 0 {
        writer.writeGap(before: current)
        lexer.advance()
        return utf8(writer.text, at: opening.position)
      }
      writer.write(current)
      lexer.advance()
    }
    throw failureAtEnd(of: "an option's value", openedAt: opening.position)
  }
}
