/// A string as a Swift literal on one line.
public struct StringLiteral {
  private let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// The literal with its quotes.
  public var source: String {
    let isPlain = text.utf8.allSatisfy(Self.isPlain)
    return "\"" + (isPlain ? text : text.unicodeScalars.map(Self.escaped).joined()) + "\""
  }

  /// Whether a byte is a printable ASCII character that needs no escape.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": "\\\(scalar)"
    case "\0": "\\0"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where isInvisible(scalar): "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }

  /// Whether a character is a control or formatting character, which would change how the line is
  /// displayed.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }
}
