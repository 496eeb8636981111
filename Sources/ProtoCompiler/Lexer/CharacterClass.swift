/// The classes of characters that the language distinguishes.
extension UInt8 {
  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5f }

  @inline(__always)
  var isDigit: Bool { self &- 0x30 < 10 }

  @inline(__always)
  var isOctalDigit: Bool { self &- 0x30 < 8 }

  @inline(__always)
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

  @inline(__always)
  var isAlphanumeric: Bool { isLetter || isDigit }

  /// Blank, tab, vertical tab, form feed, carriage return, but not the end of a line.
  @inline(__always)
  var isBlank: Bool { self == 0x20 || (self &- 0x09 < 5 && self != 0x0a) }

  /// A byte below the blank. Those that are whitespace have to be excluded before.
  @inline(__always)
  var isControl: Bool { self < 0x20 }

  /// The value of a digit in any base up to 16; 16 for other characters.
  var digitValue: UInt64 {
    if isDigit { return UInt64(self &- 0x30) }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? UInt64(letter) + 10 : 16
  }
}
