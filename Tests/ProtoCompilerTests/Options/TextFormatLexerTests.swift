import Testing

@testable import ProtoCompiler

@Suite struct TextFormatLexerTests {
  private func tokens(_ text: String) throws -> [String] {
    var lexer = TextFormatLexer(Array(text.utf8))
    var tokens: [String] = []
    while true {
      let token = try lexer.next()
      if token.kind == .end { return tokens }
      tokens.append("\(token.kind) \(token.string)")
    }
  }

  @Test func splitsText() throws {
    #expect(
      try tokens("a_1 : -0x1F, 1.5e-3f \"x\\\"y\" # comment\n } 017")
        == [
          "identifier a_1", "symbol :", "symbol -", "integer 0x1F", "symbol ,", "float 1.5e-3f",
          "string \"x\\\"y\"", "symbol }", "integer 017",
        ])
  }

  @Test(arguments: ["\"a", "1e", "1x", "'\\'"])
  func refusesHalfTokens(_ text: String) {
    #expect(throws: TextFormatError.self) { try tokens(text) }
  }
}
