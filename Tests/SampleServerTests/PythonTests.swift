import Foundation
import TestSupport
import Testing

/// Runs the server with a client in another language: Python's `grpcio`.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct PythonTests {
  @Test func consumerInPython() async throws {
    try await withTemporaryDirectory { directory in
      try await RunningServer.run(in: directory, ["--upload-idle-seconds", "2"]) { server in
        let outcome = try await Command(
          TestPython.path ?? "",
          [
            Repository.file("Tests/SampleServerTests/Python/consumer.py").path,
            "\(server.port)", "\(server.maintenancePort)",
          ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("Ran 22 tests"), "\(outcome.errors)")
      }
    }
  }

  /// Health checks and reflection, with the clients that operators use.
  @Test func operatorsProgramsInPythonAndGo() async throws {
    try await withTemporaryDirectory { directory in
      let descriptors = directory.appendingPathComponent("service.binpb")
      let protoc = try await Command(
        "protoc",
        [
          "-I", Repository.file("Fixtures/guide").path, "-I",
          Repository.file("Sources/TrainingProtos/Protos").path, "--include_imports",
          "--descriptor_set_out=\(descriptors.path)", "service.proto",
        ]
      ).run()
      #expect(protoc.status == 0, "\(protoc.errors)")
      let options = ["--service-id", "example", "--descriptor-set", descriptors.path]
      try await RunningServer.run(in: directory, options) { server in
        let outcome = try await Command(
          TestPython.path ?? "",
          [
            Repository.file("Tests/SampleServerTests/Python/operations.py").path,
            "\(server.port)", "\(server.maintenancePort)", "example",
          ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("Ran 8 tests"), "\(outcome.errors)")
      }
    }
  }
}
