/// Text of a provider's that is safe to print: on one line, without control characters, and short.
///
/// A provider can answer anything, and its messages end in terminals, in XML and in logs.
enum Printable {
  /// The largest number of characters that are kept.
  private static let maxLength = 300

  static func text(_ text: String) -> String {
    let safe = text.unicodeScalars.prefix(maxLength + 1).map { scalar in
      isSafe(scalar) ? Character(scalar) : " "
    }
    return safe.count > maxLength ? String(safe.prefix(maxLength)) + "…" : String(safe)
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
