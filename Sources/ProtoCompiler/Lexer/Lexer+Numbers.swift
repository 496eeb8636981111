extension Lexer {
  /// Reads the rest of a number behind its first digit, or behind a point and a digit.
  mutating func readNumber(startsWithZero: Bool, startsWithDot: Bool) -> Token.Kind {
    var isFloat = startsWithDot
    if startsWithZero, byte == 0x78 || byte == 0x58 {
      step()
      readHexDigits()
    } else if startsWithZero, byte.isDigit {
      readOctalDigits()
    } else {
      readDecimal(isFloat: &isFloat)
    }
    checkEndOfNumber(isFloat: isFloat)
    return isFloat ? .float : .integer
  }

  private mutating func readHexDigits() {
    if !byte.isHexDigit {
      fail("number-literal", "A hexadecimal number needs digits after \"0x\".")
    }
    while byte.isHexDigit { step() }
  }

  private mutating func readOctalDigits() {
    while byte.isOctalDigit { step() }
    if byte.isDigit {
      fail(
        "number-literal",
        "A number that begins with 0 is octal, so its digits are 0 to 7: remove the leading 0.")
      skipDigits()
    }
  }

  private mutating func readDecimal(isFloat: inout Bool) {
    skipDigits()
    if !isFloat, byte == 0x2e {
      isFloat = true
      step()
      skipDigits()
    }
    guard byte | 0x20 == 0x65 else { return }
    isFloat = true
    step()
    if byte == 0x2d || byte == 0x2b { step() }
    if !byte.isDigit { fail("number-literal", "An exponent needs digits after \"e\".") }
    skipDigits()
  }

  private mutating func skipDigits() {
    while byte.isDigit { step() }
  }

  private mutating func checkEndOfNumber(isFloat: Bool) {
    if byte.isLetter {
      fail("number-literal", "A name cannot follow a number directly: put a blank between them.")
    } else if byte == 0x2e {
      fail(
        "number-literal",
        isFloat
          ? "A number has one point, and none in its exponent: remove this one."
          : "Hexadecimal and octal numbers are integers: remove the point.")
    }
  }
}
