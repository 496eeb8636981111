import ProtoCompiler
import Testing

@Suite struct SourcePositionTests {
  @Test func countsFromOneInText() {
    #expect(SourcePosition(line: 0, column: 7).description == "1:8")
  }
}
