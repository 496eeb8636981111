import Testing

@testable import GeneratorCommands

@Suite struct SourceLinesTests {
  @Test func aMarkStandsBelowTheColumn() {
    let lines = SourceLines(Array("first\nB b = 1;\r\n\tC c = 2;".utf8))
    #expect(lines.excerpt(line: 2, column: 3) == "  B b = 1;\n    ^\n")
    #expect(lines.excerpt(line: 3, column: 11) == "          C c = 2;\n            ^\n")
    #expect(lines.excerpt(line: 3, column: 17) == "          C c = 2;\n                  ^\n")
    #expect(lines.excerpt(line: 4, column: 1) == "")
  }

  @Test func aLongLineIsCut() {
    let line = String(repeating: "x", count: 500) + "y" + String(repeating: "z", count: 500)
    let excerpt = SourceLines(Array(line.utf8)).excerpt(line: 1, column: 501)
    let parts = excerpt.split(separator: "\n")
    #expect(parts.count == 2 && parts.allSatisfy { $0.count < 110 })
    #expect(Array(parts[0])[parts[1].count - 1] == "y")
  }

  @Test func columnsOfOtherKindsAreTold() {
    let lines = SourceLines(Array("\té🙂 x".utf8))
    #expect(lines.utf16Column(line: 1, column: 1) == 1)
    #expect(lines.utf16Column(line: 1, column: 9) == 2)
    #expect(lines.utf16Column(line: 1, column: 11) == 3)
    #expect(lines.utf16Column(line: 1, column: 16) == 6)
    #expect(lines.utf16Column(line: 7, column: 3) == 3)
  }
}
