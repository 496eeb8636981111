import ProtoCompiler
import Testing

@Suite struct RenderingTests {
  private func rendered(_ text: String, line: Int32, column: Int32) -> String {
    let diagnostic = Diagnostic(
      ruleID: "rule", file: "a.proto", at: SourcePosition(line: line, column: column), "Text.")
    let source = SourceText(name: "a.proto", bytes: Array(text.utf8))
    return diagnostic.rendered(texts: ["a.proto": source])
  }

  @Test func marksTheWord() {
    #expect(
      rendered("a\n  foo bar\n", line: 1, column: 2) == """
        a.proto:2:3: error: Text. [rule]
            2 |   foo bar
              |   ^~~
        """)
  }

  @Test func expandsTabs() {
    #expect(
      rendered("\tx\ty;", line: 0, column: 16) == """
        a.proto:1:17: error: Text. [rule]
            1 |         x       y;
              |                 ^
        """)
  }

  @Test func showsPartOfALongLine() {
    let lines = rendered(String(repeating: "x ", count: 5000), line: 0, column: 8000)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 120 })
    #expect(lines.last?.hasSuffix("^") == true)
  }

  @Test func marksTheEndOfTheFile() {
    #expect(rendered("a", line: 0, column: 1).hasSuffix("1 | a\n      |  ^"))
    #expect(rendered("a", line: 7, column: 1) == "a.proto:8:2: error: Text. [rule]")
  }

  @Test func showsNotes() {
    let diagnostic = Diagnostic(
      ruleID: "rule", file: "a.proto", at: nil, "Text.",
      notes: [.init(file: "b.proto", at: SourcePosition(line: 0, column: 0), "Here.")])
    let source = SourceText(name: "b.proto", bytes: Array("b".utf8))
    #expect(
      diagnostic.rendered(texts: ["b.proto": source]) == """
        a.proto: error: Text. [rule]
        b.proto:1:1: note: Here.
            1 | b
              | ^
        """)
  }
}
