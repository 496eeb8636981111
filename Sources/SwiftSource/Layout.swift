/// Arranges the pieces of a literal in lines.
///
/// Text is processed byte by byte, because generating code spends most of its time here. Line
/// breaks and blanks are single bytes.
struct Layout {
  private var laidOut = SwiftSource.empty
  private var line = ""

  /// Whether the current line contains fragments and otherwise only blanks.
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

  /// Returns the fragment after all pieces were appended.
  consuming func finished() -> SwiftSource {
    endLine()
    return laidOut
  }
}
