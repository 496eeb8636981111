/// Lays the pieces of a literal out in lines.
///
/// Text is looked at byte by byte: line breaks and blanks are one byte each, and most of the time that
/// generating takes is spent here.
struct Layout {
  private var laidOut = SwiftSource.empty
  private var line = ""

  /// Whether the line has held a fragment, and nothing else but blanks.
  private var holdsOnlyFragments = false

  mutating func append(_ text: String) {
    let bytes = text.utf8
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      line += text[start..<end]
      endLine()
      start = bytes.index(after: end)
    }
    line += text[start...]
  }

  mutating func append(_ fragment: SwiftSource) {
    if isBlank { holdsOnlyFragments = true }
    guard let first = fragment.first else { return }
    guard !fragment.rest.isEmpty else { return line += first }
    let blanks = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let indentation = String(repeating: " ", count: blanks)
    line += first
    for next in fragment.rest {
      laidOut.append(line: trimmedLine)
      line = next.isEmpty ? "" : indentation + next
    }
  }

  private mutating func endLine() {
    if !(isBlank && holdsOnlyFragments) { laidOut.append(line: trimmedLine) }
    line = ""
    holdsOnlyFragments = false
  }

  private var isBlank: Bool { line.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }

  private var trimmedLine: String {
    isBlank ? "" : line
  }

  /// The fragment, once every piece is appended.
  consuming func finished() -> SwiftSource {
    endLine()
    return laidOut
  }
}
