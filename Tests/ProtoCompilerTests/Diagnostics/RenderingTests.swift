import ProtoCompiler
import Testing

@Suite struct RenderingTests {
  private static let place = SourcePosition(line: 1, column: 2)

  @Test func theLineFollows() {
    let diagnostic = Diagnostic(ruleID: "rule", file: "a.proto", at: Self.place, "Text.")
    #expect(
      diagnostic.rendered(lines: ["a.proto": SourceLines(Array("a\n  foo bar\n".utf8))]) == """
        a.proto:2:3: error: Text. [rule]
            foo bar
            ^

        """)
  }

  @Test func withoutALineThereIsOnlyTheMessage() {
    let diagnostic = Diagnostic(ruleID: "rule", file: "a.proto", at: Self.place, "Text.")
    #expect(diagnostic.rendered(lines: [:]) == "a.proto:2:3: error: Text. [rule]\n")
    let short = ["a.proto": SourceLines(Array("a".utf8))]
    #expect(diagnostic.rendered(lines: short) == "a.proto:2:3: error: Text. [rule]\n")
  }

  @Test func showsNotes() {
    let diagnostic = Diagnostic(
      ruleID: "rule", file: "a.proto", at: nil, "Text.",
      notes: [.init(file: "b.proto", at: SourcePosition(line: 0, column: 0), "Here.")])
    #expect(
      diagnostic.rendered(lines: ["b.proto": SourceLines(Array("b".utf8))]) == """
        a.proto: error: Text. [rule]
        b.proto:1:1: note: Here.
          b
          ^

        """)
  }
}
