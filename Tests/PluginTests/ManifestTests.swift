import FixtureCases
import Foundation
import TestSupport
import Testing

/// Compares manifests with their JSON Schema and with the metadata that the daemon computes.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct ManifestTests {
  @Test func recordedManifestsAreValid() async throws {
    let manifests = try FixtureCase.all().flatMap { item in
      try item.recordedNames().filter { $0.hasSuffix("training.json") }
        .map { item.expected.appendingPathComponent($0).path }
    }
    #expect(manifests.count >= 3)
    let schema = Repository.file("Sources/TrainingManifest/manifest.schema.json").path
    let outcome = try await python("validate.py", [schema] + manifests)
    #expect(outcome.text == "\(manifests.count) manifests are valid\n", "\(outcome.errors)")
  }

  /// Runs the plugin with the installed `protoc`, for every case that it accepts.
  @Test(arguments: try FixtureCase.all().filter { !$0.name.hasPrefix("refused-") })
  func agreesWithTheDaemon(_ item: FixtureCase) async throws {
    try await agree(on: item.folder, try item.protos(), protoc: Command("protoc"))
  }

  /// Editions need a newer `protoc`, which is part of `grpcio-tools`.
  @Test func agreesWithTheDaemonOnEditions() async throws {
    let folder = Repository.file("Tests/PluginTests/Editions")
    let protoc = Command(TestPython.path ?? "", ["-m", "grpc_tools.protoc"])
    try await agree(on: folder, ["speech.proto"], protoc: protoc)
  }

  private func agree(on folder: URL, _ protos: [String], protoc: Command) async throws {
    try await withTemporaryDirectory { output in
      var protoc = protoc
      let options = "Swift=false,Manifest=Merged,EmptyFiles=true,Warnings=none"
      // The daemon adds its own training.proto to the published files.
      protoc.arguments += arguments(folder, protos + ["training.proto"], options, output)
      let generated = try await protoc.run()
      #expect(generated.status == 0, "\(generated.errors)")
      let outcome = try await python(
        "daemon_view.py",
        ["all.binpb", "training.json"].map { output.appendingPathComponent($0).path })
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.text.hasSuffix("methods agree\n"))
    }
  }

  private func arguments(
    _ folder: URL, _ protos: [String], _ options: String, _ output: URL
  ) -> [String] {
    [
      "-I\(folder.path)", "-I\(Repository.file("Sources/TrainingProtos/Protos").path)",
      "--plugin=protoc-gen-swift-training=\(BuiltProduct.path("protoc-gen-swift-training"))",
      "--swift-training_out=\(options):\(output.path)", "--include_imports",
      "--descriptor_set_out=\(output.appendingPathComponent("all.binpb").path)",
    ] + protos
  }

  private func python(_ script: String, _ arguments: [String]) async throws -> CommandOutcome {
    let path = Repository.file("Tests/PluginTests/Python/\(script)").path
    return try await Command(TestPython.path ?? "", [path] + arguments).run()
  }
}
