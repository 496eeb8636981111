import ProtoCompiler
import TestSupport
import Testing

@Suite struct SourceLinesTests {
  private static func excerpt(_ text: String, _ line: Int32, _ column: Int32) -> String {
    SourceLines(Array(text.utf8)).excerpt(at: SourcePosition(line: line, column: column))
  }

  private static func utf16Column(_ text: String, _ line: Int32, _ column: Int32) -> Int {
    SourceLines(Array(text.utf8)).utf16Column(at: SourcePosition(line: line, column: column))
  }

  @Test(
    arguments: [
      (1, 2, "  B b = 1;\n    ^\n"),
      (2, 10, "          C c = 2;\n            ^\n"),
      (2, 16, "          C c = 2;\n                  ^\n"),
      (2, 18, "          C c = 2;\n                    ^\n"),
      (3, 0, ""),
    ] as [(Int32, Int32, String)])
  func aMarkStandsBelowTheColumn(_ line: Int32, _ column: Int32, _ expected: String) {
    #expect(Self.excerpt("first\nB b = 1;\r\n\tC c = 2;", line, column) == expected)
  }

  /// Columns count bytes, and people see characters.
  @Test func aMarkStandsBelowTheCharacter() {
    #expect(Self.excerpt("é🙂 x;", 0, 7) == "  é🙂 x;\n     ^\n")
    #expect(Self.excerpt("\u{FEFF}a b", 0, 5) == "     a b\n       ^\n")
  }

  @Test func aLongLineIsCut() {
    let line = String(repeating: "x", count: 5000) + "y" + String(repeating: "z", count: 5000)
    let parts = Self.excerpt(line, 0, 5000).split(separator: "\n")
    #expect(parts.count == 2 && parts.allSatisfy { $0.count < 110 })
    #expect(Array(parts[0])[parts[1].count - 1] == "y")
  }

  @Test func columnsOfOtherKindsAreTold() {
    let text = "\té🙂 x"
    #expect(Self.utf16Column(text, 0, 0) == 0)
    #expect(Self.utf16Column(text, 0, 8) == 1)
    #expect(Self.utf16Column(text, 0, 10) == 2)
    #expect(Self.utf16Column(text, 0, 15) == 5)
    #expect(Self.utf16Column(text, 7, 3) == 3)
    #expect(Self.utf16Column("\u{FEFF}a b", 0, 5) == 2)
  }

  /// Places are found from marks in the text, and have to be those that reading it all gives.
  @Test func everyPlaceOfALongTextIsFound() {
    var random = SeededRandom(seed: 17)
    let units = ["\n", "\t", "\r\n", "é", "🙂"] + Array(repeating: "abc ", count: 400)
    let text = (0..<9000).map { _ in units.randomElement(using: &random) ?? "" }.joined() + "\n"
    let lines = SourceLines(Array(text.utf8))
    // In Swift, "\r\n" is one character.
    let parts = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      let line = String(decoding: part, as: UTF8.self)
      var (column, unit) = (0, 0)
      var (found, expected): ([Int], [Int]) = ([], [])
      for scalar in line.unicodeScalars {
        let position = SourcePosition(line: Int32(number), column: Int32(column))
        found.append(lines.utf16Column(at: position))
        expected.append(unit)
        column = scalar == "\t" ? (column / 8 + 1) * 8 : column + String(scalar).utf8.count
        unit += String(scalar).utf16.count
      }
      #expect(found == expected)
    }
    #expect(parts.contains { $0.count > 10_000 } || parts.count > 20)
  }
}
