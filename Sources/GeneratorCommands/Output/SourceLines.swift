/// The lines of a proto's text.
struct SourceLines {
  private let bytes: [UInt8]

  /// Where each line begins.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.starts = [0] + bytes.indices.filter { bytes[$0] == 10 }.map { $0 + 1 }
  }

  /// The line and a mark below a column, each on a line of its own. Tabs are written as blanks, as
  /// columns count them, and long lines are cut.
  func excerpt(line: Int, column: Int) -> String {
    guard let shown = expanded(line) else { return "" }
    let start = max(0, column - 61)
    let visible = shown.dropFirst(start).prefix(100)
    let mark = String(repeating: " ", count: max(0, column - 1 - start)) + "^"
    return "\(start > 0 ? "…" : " ") \(String(decoding: visible, as: UTF8.self))\n  \(mark)\n"
  }

  /// The column in UTF-16 code units for a column that counts bytes and expands tabs.
  func utf16Column(line: Int, column: Int) -> Int {
    guard starts.indices.contains(line - 1) else { return column }
    var width = 0
    let before = content(line).prefix { byte in
      guard width < column - 1 else { return false }
      width = byte == 9 ? (width / 8 + 1) * 8 : width + 1
      return true
    }
    return String(decoding: before, as: UTF8.self).utf16.count + 1
  }

  private func content(_ line: Int) -> ArraySlice<UInt8> {
    let end = starts.indices.contains(line) ? starts[line] - 1 : bytes.count
    let line = bytes[starts[line - 1]..<max(end, starts[line - 1])]
    return line.last == 13 ? line.dropLast() : line
  }

  private func expanded(_ line: Int) -> [UInt8]? {
    guard starts.indices.contains(line - 1) else { return nil }
    var shown: [UInt8] = []
    for byte in content(line) {
      switch byte {
      case 9: shown += Array(repeating: 32, count: 8 - shown.count % 8)
      case 0..<32, 127: shown.append(UInt8(ascii: "?"))
      default: shown.append(byte)
      }
    }
    return shown
  }
}
