/// Text of a page. Interpolated strings are escaped; only other HTML is inserted as it is.
struct HTML: Hashable, Sendable {
  private(set) var text: String

  /// Several pieces, one after the other.
  init(_ pieces: [HTML]) {
    text = pieces.map(\.text).joined()
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) {
    text = value
  }

  init(stringInterpolation: Interpolation) {
    text = stringInterpolation.text
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    mutating func appendInterpolation(_ html: HTML) {
      text += html.text
    }

    mutating func appendInterpolation(_ number: some BinaryInteger) {
      text += "\(number)"
    }

    mutating func appendInterpolation(_ string: String) {
      for scalar in string.unicodeScalars { text += HTML.escaped(scalar) }
    }
  }

  /// Escapes what has a meaning in elements and in quoted attributes. Characters that would change
  /// the direction of the text, or can't be seen, are shown as their code.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": return "&amp;"
    case "<": return "&lt;"
    case ">": return "&gt;"
    case "\"": return "&quot;"
    case "'": return "&#39;"
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
