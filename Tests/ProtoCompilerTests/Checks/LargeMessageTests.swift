import ProtoCompiler
import Testing

/// Messages that a machine wrote, with as much of everything as is allowed.
@Suite struct LargeMessageTests {
  private func problems(_ text: String) -> [String] {
    Compiler(MemoryResolver(["a.proto": text])).compile(["a.proto"]).diagnostics.map(\.message)
  }

  @Test(.timeLimit(.minutes(2))) func manyRangesTakeNoLonger() {
    let numbers = Array(1...5000)
    let reserved = numbers.map { "reserved \(3 * $0 + 200_000);" }.joined()
    let fields = numbers.map { "int32 f\($0) = \(3 * $0 + 200_001);" }.joined()
    let text = "syntax = \"proto3\"; message A { \(reserved) \(fields) int32 last = 200006; }"
    #expect(
      problems(text) == ["The number 200006 of \"last\" is reserved. The next free number is 1."])
  }

  @Test(.timeLimit(.minutes(2))) func manyUnknownNamesTakeNoLonger() {
    let messages = (1...2000).map { "message Message\($0) { Massage\($0) m = 1; }" }
    let found = problems("syntax = \"proto3\"; \(messages.joined())")
    #expect(found.count == 2000)
    #expect(found.first?.hasSuffix("Did you mean \"Message1\"?") == true)
  }
}
