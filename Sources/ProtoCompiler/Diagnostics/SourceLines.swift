/// The lines of a proto's text, to show places in it.
///
/// Make one value for each text, however many places are shown: it reads the whole text once, and
/// then finds a place by reading a few kilobytes, in texts with many lines as in texts with long ones.
public struct SourceLines: Sendable {
  private let bytes: [UInt8]

  /// Places at regular distances in the text, in order.
  private let marks: [Mark]

  private static let distance = 4096
  private static let width = 100

  /// Reads a text.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // protoc counts the bytes of a byte order mark, and nobody wants to see them.
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var mark = Mark(offset: start, column: start)
    var marks = [mark]
    marks.reserveCapacity(bytes.count / Self.distance + 1)
    while mark.offset < bytes.count {
      mark.step(over: bytes[mark.offset])
      if mark.offset - marks[marks.count - 1].offset == Self.distance { marks.append(mark) }
    }
    self.marks = marks
  }

  /// The line of a place and a mark below the place, each on a line of its own; empty if the text has
  /// no such line. Tabs are written as blanks, as columns count them, and long lines are cut.
  ///
  ///       Sund sound = 2;
  ///       ^
  public func excerpt(at position: SourcePosition) -> String {
    let column = max(0, Int(position.column))
    let start = max(0, column - 60)
    guard let mark = mark(line: Int(position.line), column: start) else { return "" }
    let line = visible(from: mark, start: start)
    // A mark stands below a character, which can have several bytes.
    let before = String(decoding: line.prefix(column - start), as: UTF8.self).count
    let indentation = before + max(0, column - start - line.count)
    return "\(start > 0 ? "…" : " ") \(String(decoding: line, as: UTF8.self))\n"
      + "  \(String(repeating: " ", count: indentation))^\n"
  }

  /// The column of a place in UTF-16 code units, counted from 0, in which a tab is one unit.
  public func utf16Column(at position: SourcePosition) -> Int {
    guard let mark = mark(line: Int(position.line), column: Int(position.column)) else {
      return Int(position.column)
    }
    return mark.units
  }

  /// The first byte at or behind a column, or the end of the line; `nil` if there is no such line.
  private func mark(line: Int, column: Int) -> Mark? {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].isBehind(line: line, column: column) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    var mark = marks[max(0, low - 1)]
    while mark.line < line || mark.column < column {
      guard mark.offset < bytes.count else { break }
      let byte = bytes[mark.offset]
      if mark.line == line, byte == 0x0a { break }
      mark.step(over: byte)
    }
    return mark.line == line ? mark : nil
  }

  /// What is shown of a line behind a place, with one byte for each column.
  private func visible(from mark: Mark, start: Int) -> [UInt8] {
    var (mark, line) = (mark, [UInt8](repeating: 0x20, count: max(0, mark.column - start)))
    while mark.offset < bytes.count, line.count < Self.width {
      let byte = bytes[mark.offset]
      if byte == 0x0a || byte == 0x0d && isEndOfLine(mark.offset + 1) { break }
      let column = mark.column
      mark.step(over: byte)
      switch byte {
      case 0x09: line += repeatElement(0x20, count: mark.column - column)
      case 0..<0x20, 0x7f: line.append(UInt8(ascii: "?"))
      default: line.append(byte)
      }
    }
    return line
  }

  private func isEndOfLine(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] == 0x0a }
}

extension SourceLines {
  /// A place in a text, in all ways in which places are counted.
  private struct Mark: Sendable {
    var offset: Int
    var line = 0
    var column = 0
    /// The UTF-16 code units before the place on its line.
    var units = 0

    func isBehind(line: Int, column: Int) -> Bool { (self.line, self.column) > (line, column) }

    mutating func step(over byte: UInt8) {
      offset += 1
      switch byte {
      case 0x0a: (line, column, units) = (line + 1, 0, 0)
      case 0x09: (column, units) = ((column / 8 + 1) * 8, units + 1)
      case 0x80..<0xc0: column += 1
      case 0xf0...: (column, units) = (column + 1, units + 2)
      default: (column, units) = (column + 1, units + 1)
      }
    }
  }
}
