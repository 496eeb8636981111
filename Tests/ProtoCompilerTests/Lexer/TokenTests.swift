import Testing

@testable import ProtoCompiler

@Suite struct TokenTests {
  /// Returns the kinds, texts, columns and ends of all tokens.
  private func tokens(_ text: String) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return [] }
      var lexer = Lexer(base: base, count: bytes.count)
      var result: [String] = []
      lexer.advance()
      while lexer.current.kind != .end {
        let token = lexer.current
        result.append(
          "\(token.kind) \(lexer.text(of: token)) \(token.line):\(token.column)-\(token.endColumn)")
        lexer.advance()
      }
      return result
    }
  }

  /// Returns the places and rules of all errors.
  private func errors(_ text: String) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return [] }
      var lexer = Lexer(base: base, count: bytes.count)
      repeat { lexer.advance() } while lexer.current.kind != .end
      return lexer.problems.map { "\($0.position) \($0.ruleID)" }
    }
  }

  @Test func readsEachKind() {
    #expect(
      tokens("a1_ 0x1F 017 1.5e-3 .5 'x' ;\n=") == [
        "identifier a1_ 0:0-3", "integer 0x1F 0:4-8", "integer 017 0:9-12", "float 1.5e-3 0:13-19",
        "float .5 0:20-22", "string 'x' 0:23-26", "symbol ; 0:27-28", "symbol = 1:0-1",
      ])
  }

  @Test func countsATabToTheNextMultipleOfEight() {
    #expect(
      tokens("\ta\tb '\t' c") == [
        "identifier a 0:8-9", "identifier b 0:16-17", "string '\t' 0:18-25", "identifier c 0:26-27",
      ])
  }

  @Test func skipsCommentsWithTabsAndLines() {
    #expect(tokens("/*\t*/a // b\nc") == ["identifier a 0:10-11", "identifier c 1:0-1"])
  }

  @Test func findsKeywords() {
    for keyword in Keyword.allCases where keyword != .none {
      let word = Array((keyword.rawValue + "x").utf8)
      word.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        #expect(KeywordTable.shared.keyword(base, count: bytes.count - 1) == keyword)
        #expect(KeywordTable.shared.keyword(base, count: bytes.count) == .none)
      }
    }
  }

  @Test(arguments: [
    ("08", ["1:2 number-literal"]), ("0x", ["1:3 number-literal"]), ("1e", ["1:3 number-literal"]),
    ("1a", ["1:2 number-literal"]), ("1.2.3", ["1:4 number-literal"]),
    ("a.5", ["1:2 number-literal"]), ("0x1.", ["1:4 number-literal"]),
    ("'a", ["1:3 string-literal"]), ("'a\n", ["1:3 string-literal"]),
    ("'\\q'", ["1:3 string-literal"]), ("'\\x'", ["1:4 string-literal"]),
    ("'\\u12'", ["1:6 string-literal"]), ("'\\U00200000'", ["1:6 string-literal"]),
    ("/* a", ["1:5 comment"]), ("/* /* */", ["1:5 comment"]), ("\u{1}a", ["1:1 invalid-character"]),
    ("ä", ["1:1 invalid-character", "1:2 invalid-character"]),
    ("'\u{0}'", ["1:2 string-literal", "1:2 invalid-character", "1:4 string-literal"]),
  ])
  func refuses(_ text: String, places: [String]) {
    #expect(errors(text) == places)
  }
}
