extension Lexer {
  /// Reads the rest of a string behind its first quote, with the last quote.
  mutating func readString(delimiter: UInt8) {
    while true {
      let byte = self.byte
      if byte == delimiter { return step() }
      switch byte {
      case 0:
        return fail("string-literal", "The string isn't closed: add the quote at its end.")
      case 0x0a:
        return fail(
          "string-literal",
          "A string ends on the line on which it begins: add the missing quote, or write \\n.")
      case 0x5c:
        step()
        readEscape()
      case 0x09: stepOverTab()
      default: step()
      }
    }
  }

  /// Reads what follows a backslash, as far as it has to be there.
  private mutating func readEscape() {
    switch byte {
    case 0x61, 0x62, 0x66, 0x6e, 0x72, 0x74, 0x76, 0x5c, 0x3f, 0x27, 0x22: step()
    case 0x30...0x37: step()
    case 0x78, 0x58:
      step()
      guard readHexDigit() else {
        return fail("string-literal", "\\x needs one or two hexadecimal digits.")
      }
    case 0x75:
      step()
      for _ in 0..<4 where !readHexDigit() {
        return fail("string-literal", "\\u needs four hexadecimal digits.")
      }
    case 0x55:
      step()
      readLongEscape()
    default:
      fail(
        "string-literal",
        "This escape sequence isn't known: write \\\\ for a backslash.")
    }
  }

  /// The digits of `\U`, which end at 10ffff.
  private mutating func readLongEscape() {
    for digit in 0..<8 {
      let isAllowed =
        switch digit {
        case 0, 1: byte == 0x30
        case 2: byte == 0x30 || byte == 0x31
        default: byte.isHexDigit
        }
      guard isAllowed else {
        return fail(
          "string-literal", "\\U needs eight hexadecimal digits, 0010ffff at most.")
      }
      step()
    }
  }

  private mutating func readHexDigit() -> Bool {
    guard byte.isHexDigit else { return false }
    step()
    return true
  }
}
