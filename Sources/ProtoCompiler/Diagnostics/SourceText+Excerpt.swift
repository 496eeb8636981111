extension SourceText {
  /// The width to which lines are cut.
  private static let width = 100

  /// A line of the text with its number, and below it a caret at a column and a tilde for each further
  /// character of the word there. Empty if the text has no such line.
  func excerpt(at position: SourcePosition) -> String {
    let column = Int(position.column)
    guard let line = expandedLine(position.line, upTo: column + SourceText.width) else { return "" }
    let start = column > SourceText.width - 20 ? column - SourceText.width / 2 : 0
    let shown = line.dropFirst(start).prefix(SourceText.width)
    let number = String(position.line + 1)
    let margin = String(repeating: " ", count: max(0, 5 - number.count))
    let caret =
      String(repeating: " ", count: max(0, column - start)) + "^"
      + String(repeating: "~", count: max(0, wordLength(in: line, from: column) - 1))
    return "\(margin)\(number) | \(String(decoding: shown, as: UTF8.self))\n"
      + "      | \(caret)"
  }

  /// The bytes of a line up to a column, with blanks in place of tabs, so that a byte's index is its
  /// column.
  private func expandedLine(_ number: Int32, upTo end: Int) -> [UInt8]? {
    guard let start = startOfLine(number) else { return nil }
    var line: [UInt8] = []
    for byte in bytes[start...] {
      if byte == 0x0a || byte == 0x0d || line.count > end { break }
      if byte == 0x09 {
        line += repeatElement(0x20, count: 8 - line.count % 8)
      } else {
        line.append(byte)
      }
    }
    return line
  }

  private func startOfLine(_ number: Int32) -> Int? {
    var start = 0
    for _ in 0..<number {
      guard let end = bytes[start...].firstIndex(of: 0x0a) else { return nil }
      start = end + 1
    }
    return start
  }

  private func wordLength(in line: [UInt8], from column: Int) -> Int {
    guard column < line.count else { return 1 }
    return min(line[column...].prefix { $0.isAlphanumeric }.count, SourceText.width)
  }
}
