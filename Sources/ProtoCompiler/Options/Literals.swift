/// Values of numbers as tokens spell them.
enum NumberLiteral {
  /// The value of a decimal, octal or hexadecimal number; `nil` if it is too large.
  static func integer(_ text: ArraySlice<UInt8>) -> UInt64? {
    text.withUnsafeBufferPointer { IntegerLiteral($0).value }
  }

  /// Whether a number is neither octal nor hexadecimal.
  static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    text.first != UInt8(ascii: "0") || text.count == 1
  }

  /// The value of a number with a fraction or an exponent, and perhaps an `f` behind it.
  static func float(_ text: ArraySlice<UInt8>) -> Double {
    let digits = text.last.map { $0 | 0x20 } == UInt8(ascii: "f") ? text.dropLast() : text
    return digits.withUnsafeBufferPointer { FloatLiteral($0).value ?? 0 }
  }

  /// The value of a hexadecimal digit.
  static func hexDigit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}

/// Rules for names.
enum Identifier {
  /// Whether a text is a letter or an underscore, and then letters, digits and underscores.
  static func isValid(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy(isPart)
  }

  /// Whether a letter may be in a name.
  static func isPart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte)
      || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
