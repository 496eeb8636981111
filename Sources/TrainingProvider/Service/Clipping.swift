/// Shortens text from others and keeps it on one line.
package enum Clipping {
  /// Cuts text at the end of a character so that it has at most `count` bytes of UTF-8.
  static func clip(_ text: String, toBytes count: Int) -> String {
    guard text.utf8.count > count else { return text }
    let mark = "…"
    var end = text.utf8.index(text.startIndex, offsetBy: max(count - mark.utf8.count, 0))
    while end > text.startIndex, Unicode.UTF8.isContinuation(text.utf8[end]) {
      end = text.utf8.index(before: end)
    }
    return text[..<end] + mark
  }

  /// Prepares text for a line of the log: escapes control characters and cuts text that is too
  /// long, so that nobody can inject a log line. Credentials of links are left out.
  package static func logLine(_ text: String, toBytes count: Int = 1024) -> String {
    let escaped = clip(LinkRedaction.redact(text), toBytes: count).unicodeScalars.map { scalar in
      breaksLines(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return clip(escaped.joined(), toBytes: count)
  }

  private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: true
    default: false
    }
  }
}
