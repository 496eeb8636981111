import TestSupport
import Testing

/// What "Stability of generated code" says of a library that has moved on.
@Suite struct StabilityTests {
  @Test func filesOfAnotherCodecDoNotCompile() async throws {
    try await withTemporaryDirectory { folder in
      let module = ExampleModule(in: folder)
      _ = try await module.generate()
      #expect(try await module.compile().status == 0)
      try module.replace("CodecVersion1", with: "CodecVersion0")
      let outcome = try await module.compile()
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("CodecVersion0"))
      #expect(outcome.errors.contains("generate it again"), "\(outcome.errors)")
    }
  }
}
