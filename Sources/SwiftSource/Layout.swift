/// Lays the pieces of a literal out in lines.
struct Layout {
  private var lines: [String] = []
  private var line = ""

  /// Whether the line has held a fragment, and nothing else but blanks.
  private var holdsOnlyFragments = false

  mutating func append(_ piece: SwiftSource.StringInterpolation.Piece) {
    switch piece {
    case .text(let text): append(text)
    case .fragment(let fragment): append(fragment)
    }
  }

  private mutating func append(_ text: String) {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { endLine() }
      line += part
    }
  }

  private mutating func append(_ fragment: SwiftSource) {
    if isBlank { holdsOnlyFragments = true }
    guard let first = fragment.lines.first else { return }
    let indentation = String(line.prefix { $0 == " " })
    line += first
    for next in fragment.lines.dropFirst() {
      lines.append(trimmedLine)
      line = next.isEmpty ? "" : indentation + next
    }
  }

  private mutating func endLine() {
    if !(isBlank && holdsOnlyFragments) { lines.append(trimmedLine) }
    line = ""
    holdsOnlyFragments = false
  }

  private var isBlank: Bool { line.allSatisfy { $0 == " " } }

  private var trimmedLine: String {
    isBlank ? "" : line
  }

  /// The lines, once every piece is appended.
  var finished: [String] {
    var layout = self
    layout.endLine()
    return layout.lines
  }
}
