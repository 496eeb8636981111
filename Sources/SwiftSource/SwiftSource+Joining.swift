extension SwiftSource {
  /// The fragments one after the other.
  public static func lines(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    SwiftSource(lines: fragments.flatMap(\.lines))
  }

  /// The fragments one after the other with a blank line between each two; empty ones do not count.
  public static func paragraphs(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    let parts = fragments.filter { !$0.isEmpty }.map(\.lines)
    return SwiftSource(lines: Array(parts.joined(separator: [""])))
  }

  /// The one-line fragments in one line, separated by commas.
  public static func commaSeparated(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    let text = fragments.map { $0.lines.joined(separator: " ") }.joined(separator: ", ")
    return SwiftSource(lines: text.isEmpty ? [] : [text])
  }

  /// The fragments one after the other, with a comma behind each but the last.
  public static func commaSeparatedLines(_ fragments: [SwiftSource]) -> SwiftSource {
    .lines(
      fragments.enumerated().map { index, fragment in
        index + 1 < fragments.count ? "\(fragment)," : fragment
      })
  }

  /// The fragment if `condition` holds, else none.
  public static func when(_ condition: Bool, _ fragment: SwiftSource) -> SwiftSource {
    condition ? fragment : .empty
  }
}
