/// Prepares text from an archive for a log or a message: one line without invisible characters,
/// with at most 300 characters of the text.
func printable(_ text: String) -> String {
  let limit = 300
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) {
    if scalar.isPrintable {
      shown.append(scalar)
    } else {
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
  }
  if text.unicodeScalars.count > limit { shown.append("…") }
  return String(shown)
}

extension Unicode.Scalar {
  /// Whether the character can be shown unchanged. Control and formatting characters can't.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default:
      true
    }
  }
}
