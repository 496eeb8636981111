import Testing

@testable import TrainingSchema

@Suite struct TextTokenTests {
  private func tokens(_ text: String) -> [String] {
    TextToken.all(in: Array(text.utf8)).map { "\($0.line):\($0.column) \($0.kind) \($0.text)" }
  }

  @Test func tokensHaveKindsAndPlaces() {
    #expect(
      tokens("message A {\n\tint32 a = 1; // x\n  /* y\n*/ }") == [
        "1:1 word message", "1:9 word A", "1:11 symbol {", "2:9 word int32", "2:15 word a",
        "2:17 symbol =", "2:19 word 1", "2:20 symbol ;", "2:22 comment // x",
        "3:3 comment /* y\n*/",
        "4:4 symbol }",
      ])
  }

  @Test func stringsHideWhatIsInThem() {
    #expect(
      tokens(#""a // \" b" 'c # \' d' # e"#) == [
        #"1:1 string "a // \" b""#, #"1:13 string 'c # \' d'"#, "1:24 hash # e",
      ])
  }

  /// Whatever the text is, its tokens come to an end.
  @Test(arguments: ["", "\"", "'\\", "/*", "/* *", "/", "#", "\u{FEFF}a", "é", "\0\u{1}"])
  func anyTextIsTakenApart(_ text: String) {
    #expect(tokens(text).count <= text.utf8.count)
  }

  @Test func statementsKnowTheirBlocks() {
    let text = """
      syntax = "proto3";
      option (a) = { b { c: 1 }; d: 2 };
      message M { map<string, int32> m = 1 [(x) = { y: 1 }]; oneof o { int32 p = 2; } }
      enum E { V = 0; }
      service S { rpc R(M) returns (M) { option (z) = "{"; } }
      """
    let statements = ProtoStatement.all(in: TextToken.all(in: Array(text.utf8)))
    #expect(
      statements.map { "\($0.block) \($0.keyword)" } == [
        "file syntax", "file option", "file message", "message map", "message oneof", "oneof int32",
        "file enum", "enumeration V", "file service", "service rpc", "method option",
      ])
  }
}
