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

  /// The fragments one after the other: those of one line close together, the others with a blank line
  /// around them; empty ones do not count.
  public static func dense(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    var standsAlone = false
    return fragments.reduce(into: .empty) { joined, fragment in
      guard !fragment.isEmpty else { return }
      if !joined.isEmpty, standsAlone || fragment.hasSeveralLines { joined.append(line: "") }
      joined.append(fragment)
      standsAlone = fragment.hasSeveralLines
    }
  }

  /// The one-line fragments separated by commas, in as many lines of at most 90 columns as they take.
  public static func wrapped(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    let texts = fragments.map { $0.lines.joined(separator: " ") }
    var lines: [String] = []
    for (index, text) in texts.enumerated() {
      let item = index + 1 < texts.count ? text + "," : text
      if let last = lines.last, last.utf8.count + item.utf8.count < 90 {
        lines[lines.count - 1] += " " + item
      } else {
        lines.append(item)
      }
    }
    return SwiftSource(lines: lines)
  }

  /// An array's literal of one-line fragments; in one line if they are few.
  public static func array(_ elements: some Sequence<SwiftSource>) -> SwiftSource {
    let elements = wrapped(elements)
    let isShort = !elements.hasSeveralLines && (elements.first?.utf8.count ?? 0) <= 60
    if isShort { return "[\(elements)]" }
    return """
      [
        \(elements),
      ]
      """
  }

  /// The fragment if `condition` holds, else none.
  public static func when(
    _ condition: Bool, _ fragment: @autoclosure () -> SwiftSource
  ) -> SwiftSource {
    condition ? fragment() : .empty
  }
}
