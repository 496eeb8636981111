import TestSupport
import Testing
import TrainingManifest

@Suite struct ToolchainVersionTests {
  @Test(arguments: [
    "protoc-gen-swift-training", "dataset-check", "sample-server", "sample-client",
  ])
  func everyProgramPrintsIt(program: String) async throws {
    let outcome = try await Command(BuiltProduct.path(program), ["--version"]).run()
    #expect(outcome.status == 0)
    #expect(outcome.text == "\(ToolchainVersion.current)\n")
    #expect(outcome.errors == "")
  }

  /// The format of release tags, which the package manager requires.
  @Test func itIsAVersion() {
    let parts = ToolchainVersion.current.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 3)
    #expect(parts.allSatisfy { UInt($0).map(String.init) == String($0) })
  }
}
