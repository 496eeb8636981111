extension SwiftSource {
  /// The fragments one after the other.
  public static func lines(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    fragments.reduce(into: .empty) { $0.append($1) }
  }

  /// The fragments one after the other with a blank line between each two; empty ones do not count.
  public static func paragraphs(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    fragments.reduce(into: .empty) { joined, fragment in
      guard !fragment.isEmpty else { return }
      if !joined.isEmpty { joined.append(line: "") }
      joined.append(fragment)
    }
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
  public static func when(
    _ condition: Bool, _ fragment: @autoclosure () -> SwiftSource
  ) -> SwiftSource {
    condition ? fragment() : .empty
  }
}
