extension SwiftSource {
  /// Joins fragments without blank lines.
  public static func lines(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    fragments.reduce(into: .empty) { $0.append($1) }
  }

  /// Joins fragments with a blank line between them, leaving out empty ones.
  public static func paragraphs(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    fragments.reduce(into: .empty) { joined, fragment in
      guard !fragment.isEmpty else { return }
      if !joined.isEmpty { joined.append(line: "") }
      joined.append(fragment)
    }
  }

  /// Joins one-line fragments on a single line, separated by commas.
  public static func commaSeparated(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    oneLine(fragments, separator: ", ")
  }

  /// Joins one-line conditions on a single line into one that holds if all of them do.
  public static func conjunction(_ conditions: some Sequence<SwiftSource>) -> SwiftSource {
    oneLine(conditions, separator: " && ")
  }

  private static func oneLine(
    _ fragments: some Sequence<SwiftSource>, separator: String
  ) -> SwiftSource {
    let text = fragments.map { $0.lines.joined(separator: " ") }.joined(separator: separator)
    return SwiftSource(lines: text.isEmpty ? [] : [text])
  }

  /// Joins fragments on separate lines, with a comma after each but the last.
  public static func commaSeparatedLines(_ fragments: [SwiftSource]) -> SwiftSource {
    .lines(
      fragments.enumerated().map { index, fragment in
        index + 1 < fragments.count ? "\(fragment)," : fragment
      })
  }

  /// Joins fragments, with a blank line before and after each that has several lines. Leaves out
  /// empty ones.
  public static func dense(_ fragments: some Sequence<SwiftSource>) -> SwiftSource {
    var standsAlone = false
    return fragments.reduce(into: .empty) { joined, fragment in
      guard !fragment.isEmpty else { return }
      if !joined.isEmpty, standsAlone || fragment.hasSeveralLines { joined.append(line: "") }
      joined.append(fragment)
      standsAlone = fragment.hasSeveralLines
    }
  }

  /// Joins one-line fragments, separated by commas, on lines of at most 90 columns.
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

  /// Returns the literal of an array of one-line fragments, on a single line if it is short.
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

  /// Returns the fragment if `condition` is true, otherwise an empty one.
  public static func when(
    _ condition: Bool, _ fragment: @autoclosure () -> SwiftSource
  ) -> SwiftSource {
    condition ? fragment() : .empty
  }
}
