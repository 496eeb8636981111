import ProtoCompiler
import Testing

/// Options can't be nested deeper than programs read them.
@Suite struct OptionDepthTests {
  private func problems(_ option: String) -> [String] {
    let text = """
      syntax = "proto2";
      import "google/protobuf/descriptor.proto";
      message M { optional M m = 1; optional int32 a = 2; optional group G = 3 { optional M m = 1; } }
      extend google.protobuf.FileOptions { optional M m = 50000; }
      \(option)
      """
    let resolver = ResolverChain([
      MemoryResolver(["a.proto": text]), FolderResolver([WellKnown.folder]),
    ])
    return Compiler(resolver).compile(["a.proto"]).diagnostics.map { diagnostic in
      "\(diagnostic.position.map { "\($0)" } ?? "-") \(diagnostic.ruleID)"
    }
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func aHundredMessagesAreAccepted() {
    #expect(problems("option (m)\(repeated(".m", 99)).a = 1;").isEmpty)
    #expect(problems("option (m) = { \(repeated("m {", 99))\(repeated("}", 99)) };").isEmpty)
    #expect(
      problems("option (m)\(repeated(".m", 50)) = { \(repeated("m {", 49))\(repeated("}", 49)) };")
        .isEmpty)
  }

  @Test func moreAreRefused() {
    #expect(problems("option (m)\(repeated(".m", 100)).a = 1;") == ["5:8 option-depth"])
    #expect(
      problems("option (m) = { \(repeated("m {", 100))\(repeated("}", 100)) };")
        == ["5:14 option-depth"])
    #expect(
      problems("option (m)\(repeated(".m", 50)) = { \(repeated("m {", 50))\(repeated("}", 50)) };")
        == ["5:114 option-depth"])
    #expect(problems("option (m)\(repeated(".g.m", 1100)).a = 1;") == ["5:8 option-depth"])
    #expect(problems("option (m)\(repeated(".m", 40_000)).a = 1;") == ["5:8 option-depth"])
  }
}
