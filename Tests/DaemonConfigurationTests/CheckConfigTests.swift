import Foundation
import TestSupport
import Testing

/// Runs `sample-server --check-config`.
@Suite struct CheckConfigTests {
  @Test func soundConfigurationIsAcceptedInSilence() async throws {
    let outcome = try await check(SoundFiles.configuration)
    #expect(outcome.status == 0)
    #expect(outcome.text == "")
  }

  @Test func findingsArePrintedAndNothingIsServed() async throws {
    let outcome = try await check(SoundFiles.configuration, ["--maintenance-port", "5003"])
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("snetd.config.json:7:3: error: "))
    #expect(
      outcome.text.contains("write \"model_maintenance_endpoint\": \"http://127.0.0.1:5003\""))
  }

  @Test func warningsDoNotFail() async throws {
    let outcome = try await check(SoundFiles.configuration(["ssl-cert": "\"\""]))
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("did you mean \"ssl_cert\"?"))
  }

  @Test func metadataIsChecked() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("service_metadata.json")
      try Data(SoundFiles.metadata.replacing("proto", with: "json").utf8).write(to: file)
      let outcome = try await run(["--check-metadata", file.path])
      #expect(outcome.status == 1)
      #expect(outcome.text.contains("service_metadata.json:1:17: error: encoding is \"json\""))
    }
  }

  @Test func missingFilesAreReported() async throws {
    let outcome = try await run(["--check-config", "/nonexistent/snetd.config.json"])
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("snetd.config.json"))
  }

  private func check(_ json: String, _ arguments: [String] = []) async throws -> CommandOutcome {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("snetd.config.json")
      try Data(json.utf8).write(to: file)
      return try await run(["--check-config", file.path] + arguments)
    }
  }

  private func run(_ arguments: [String]) async throws -> CommandOutcome {
    try await Command(BuiltProduct.path("sample-server"), arguments).run()
  }
}
