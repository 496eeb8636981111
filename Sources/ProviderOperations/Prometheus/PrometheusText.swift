/// The syntax of Prometheus' text format, version 0.0.4.
enum PrometheusText {
  /// The media type of the text.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// A metric's name, with underscores in place of characters that aren't allowed.
  static func name(_ label: String) -> String {
    identifier(label) { $0 == ":" }
  }

  /// Labels as they are between braces. If two have the same name, the first counts.
  static func labels(_ dimensions: [(String, String)]) -> String {
    var names: Set<String> = []
    return dimensions.compactMap { name, value in
      let name = identifier(name) { _ in false }
      guard names.insert(name).inserted else { return nil }
      return "\(name)=\"\(escape(value, quotes: true))\""
    }.joined(separator: ",")
  }

  /// A help text, on one line.
  static func help(_ text: String) -> String {
    escape(text, quotes: false)
  }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  private static func identifier(_ text: String, _ isAllowed: (Unicode.Scalar) -> Bool) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Character in
      let isPart = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isPart || isAllowed(scalar) ? Character(scalar) : "_"
    }
    let isComplete = scalars.first.map { !$0.isNumber } ?? false
    return (isComplete ? "" : "_") + String(scalars)
  }

  /// Escapes scalar by scalar: a line feed after a carriage return is one character with it.
  private static func escape(_ text: String, quotes: Bool) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
