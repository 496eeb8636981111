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
    #expect(found.count == 1001)
    #expect(found.first?.hasSuffix("Did you mean \"Message1\"?") == true)
    #expect(found.last?.hasPrefix("The file has more than 1000 errors") == true)
  }

  /// Protoc reports every two ranges that overlap, which are 50 million here.
  @Test(.timeLimit(.minutes(2))) func everyRangeThatOverlapsIsReportedOnce() {
    let equal = problems(
      "syntax = \"proto2\"; message A { \(String(repeating: "reserved 7;", count: 10_000)) }")
    #expect(equal.count == 1001)
    let apart = (1...10_000).map { "reserved \(2 * $0);" }.joined()
    let one = problems("syntax = \"proto2\"; message A { \(apart) reserved 2; }")
    #expect(one.count == 1, "\(one.prefix(3))")
  }

  @Test(.timeLimit(.minutes(2))) func manyExtensionsOfManyRangesTakeNoLonger() {
    let ranges = (1...5000).map { "extensions \(2 * $0);" }.joined()
    let extensions = (1...5000).map { "optional int32 e\($0) = \(2 * $0);" }.joined()
    let found = problems(
      "syntax = \"proto2\"; message A { \(ranges) } extend A { \(extensions) optional int32 x = 3; }"
    )
    #expect(found.count == 1)
    let hint = "Its extension numbers are 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and others."
    #expect(found.first?.hasSuffix(hint) == true)
  }

  /// Two letters and a number can be an error, and its message is a hundred times as long.
  @Test(.timeLimit(.minutes(2))) func theNumberOfErrorsIsLimited() {
    let fields = (1...20_000).map { "X a\($0) = \($0);" }.joined()
    #expect(problems("syntax = \"proto3\"; message A { \(fields) }").count == 1001)
    let names = String(repeating: "enum B { B = 0; }", count: 5000)
    #expect(problems("syntax = \"proto3\"; \(names)").count == 1001)
    let imports = String(repeating: "import \"b.proto\";", count: 5000)
    #expect(problems("syntax = \"proto3\"; \(imports)").count == 1001)
  }

  @Test(.timeLimit(.minutes(2))) func aliasesOfManyNumbersTakeNoLonger() {
    let values = (0..<5000).map { "A\($0) = \($0);" }.joined()
    let aliases = (0..<5000).map { "B\($0) = \($0);" }.joined()
    let found = problems("syntax = \"proto3\"; enum E { \(values) \(aliases) }")
    #expect(found.count == 1001)
    #expect(found.first?.hasSuffix("The next free number is 5000.") == true)
  }

  /// Each message contains the next, as far as no thread's stack would reach.
  @Test(.timeLimit(.minutes(2))) func longChainsOfMessagesAreFollowed() {
    let messages = (0..<150_000).map { "message M\($0) { M\($0 + 1) m = 1; }" }.joined()
    let option = """
      edition = "2024"; import "google/protobuf/descriptor.proto"; \(messages)
      enum E { E_UNSPECIFIED = 0 [debug_redact = true]; } message M150000 { E e = 1; }
      extend google.protobuf.MessageOptions { M0 chain = 50000; }
      """
    let compiler = Compiler(
      ResolverChain([
        MemoryResolver([
          "a.proto": "edition = \"2024\"; import option \"option.proto\";",
          "option.proto": option,
        ]), FolderResolver([WellKnown.folder]),
      ]))
    let errors = compiler.compile(["a.proto"]).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.ruleID) == ["redacted-option"])
  }

  /// As protoc does, at the same places.
  @Test func fullNamesHaveALimit() {
    func places(_ text: String) -> [String] {
      Compiler(MemoryResolver(["a.proto": text])).compile(["a.proto"]).diagnostics.map {
        "\($0.position.map { "\($0)" } ?? "-") \($0.ruleID)"
      }
    }
    func name(_ count: Int) -> String { String(repeating: "a", count: count) }
    let syntax = "syntax = \"proto3\";\n"
    #expect(places("\(syntax)message \(name(65_535)) {}") == [])
    #expect(places("\(syntax)message \(name(65_536)) {}") == ["2:9 name-length"])
    let field = "{ int32 b = 1; }"
    #expect(places("\(syntax)message \(name(65_533)) \(field)") == [])
    #expect(places("\(syntax)message \(name(65_534)) \(field)") == ["2:65552 name-length"])
    #expect(places("\(syntax)enum E { \(name(65_536)) = 0; }") == ["2:10 name-length"])
    #expect(
      places("\(syntax)package p; enum E { \(name(65_534)) = 0; }") == ["2:21 name-length"])
  }

  /// A message of 60,000 letters around 10,000 fields would have names of 600 MB.
  @Test func fullNamesTogetherHaveALimit() {
    let fields = (1...10_000).map { "int32 f\($0) = \($0);" }.joined()
    let name = String(repeating: "a", count: 60_000)
    let found = problems("syntax = \"proto3\"; message \(name) { \(fields) }")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("The full names in the file are too long together") == true)
  }
}
