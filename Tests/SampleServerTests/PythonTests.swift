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
        #expect(outcome.errors.contains("Ran 21 tests"), "\(outcome.errors)")
      }
    }
  }
}
