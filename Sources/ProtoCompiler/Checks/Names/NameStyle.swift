/// How names are written by the style guide.
///
/// Each function returns what is wrong with a name; `nil` if nothing is.
enum NameStyle {
  static func title(_ name: String) -> String? {
    guard let first = name.utf8.first else { return "is empty" }
    guard name.utf8.allSatisfy({ isLetter($0) || isDigit($0) }) else {
      return "isn't in TitleCase"
    }
    return isUpper(first) ? nil : "doesn't begin with a capital letter"
  }

  static func lowerSnake(_ name: String) -> String? {
    guard let first = name.utf8.first else { return "is empty" }
    let isSnake = name.utf8.allSatisfy {
      isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    }
    guard isSnake else { return "isn't in lower_snake_case" }
    guard isLower(first) else { return "doesn't begin with a small letter" }
    return hasBadUnderscores(name) ? "has an underscore without a letter behind it" : nil
  }

  static func upperSnake(_ name: String) -> String? {
    guard let first = name.utf8.first else { return "is empty" }
    let isSnake = name.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    guard isSnake else { return "isn't in UPPER_SNAKE_CASE" }
    guard isUpper(first) else { return "doesn't begin with a capital letter" }
    return hasBadUnderscores(name) ? "has an underscore without a letter behind it" : nil
  }

  /// Whether an underscore is at an end, or isn't followed by a letter.
  private static func hasBadUnderscores(_ name: String) -> Bool {
    let underscore = UInt8(ascii: "_")
    if name.utf8.first == underscore || name.utf8.last == underscore { return true }
    return zip(name.utf8, name.utf8.dropFirst()).contains { $0 == underscore && !isLetter($1) }
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
