import ProtoCompiler
import Testing

@Suite struct ProtoTokensTests {
  private func tokens(_ text: String) -> [String] {
    let tokens = ProtoTokens(Array(text.utf8))
    return tokens.map { "\($0.kind) \(tokens.text(of: $0)) \($0.position)" }
  }

  @Test func keepsComments() {
    #expect(
      tokens("rpc /* a\n */ b // c\n(1.5e+3)") == [
        "word rpc 1:1", "blockComment /* a\n */ 1:5", "word b 2:5", "lineComment // c 2:7",
        "symbol ( 3:1", "number 1.5e+3 3:2", "symbol ) 3:8",
      ])
  }

  @Test func readsAnyBytes() {
    for text in ["\"a", "'\\", "/*", "/", "\u{0}", "0x", "ä", "'a\\\nb"] {
      let tokens = ProtoTokens(Array(text.utf8))
      let read = tokens.flatMap { Array(tokens.bytes(of: $0)) }
      #expect(read == Array(text.utf8).filter { $0 > 0x20 })
    }
  }

  @Test func takesTheSignOfAnExponentAlone() {
    #expect(tokens("0xe+1") == ["number 0xe 1:1", "symbol + 1:4", "number 1 1:5"])
  }
}
