import ProtoCompiler
import Testing

/// Limits that protoc 36.2 has with `--experimental_editions`.
@Suite struct ProtoLimitsTests {
  private static func list(_ count: Int, _ element: (Int) -> String) -> String {
    (1...count).map(element).joined(separator: " ")
  }

  private static func problems(_ declaration: String) -> [String] {
    var compiler = Compiler(
      MemoryResolver(["a.proto": "edition = \"UNSTABLE\";\npackage p;\n\(declaration)"]))
    compiler.allowsUnstableEditions = true
    return compiler.compile(["a.proto"]).diagnostics.map { diagnostic in
      "\(diagnostic.position.map { "\($0)" } ?? "-") \(diagnostic.ruleID)"
    }
  }

  @Test(arguments: [(1500, []), (1501, ["3:9 proto-limits"])])
  func ofFields(_ count: Int, _ expected: [String]) {
    let fields = Self.list(count) { "int32 f\($0) = \($0);" }
    #expect(Self.problems("message A { \(fields) }") == expected)
    let option = "option features.enforce_proto_limits = LEGACY_NO_EXPLICIT_LIMITS;"
    #expect(Self.problems("message A { \(option) \(fields) }") == [])
  }

  @Test(arguments: [(1000, []), (1001, ["3:9 proto-limits"])])
  func ofOneofs(_ count: Int, _ expected: [String]) {
    let oneofs = Self.list(count) { "oneof o\($0) { int32 f\($0) = \($0); }" }
    #expect(Self.problems("message A { \(oneofs) }") == expected)
  }

  @Test(arguments: [(1200, []), (1201, ["3:19 proto-limits"])])
  func ofFieldsInAOneof(_ count: Int, _ expected: [String]) {
    let fields = Self.list(count) { "int32 f\($0) = \($0);" }
    #expect(Self.problems("message A { oneof o { \(fields) } }") == expected)
  }

  @Test(arguments: [(1700, []), (1701, ["3:6 proto-limits"])])
  func ofValues(_ count: Int, _ expected: [String]) {
    let values = Self.list(count - 1) { "A_V\($0) = \($0);" }
    #expect(Self.problems("enum A { A_Z = 0; \(values) }") == expected)
  }
}
