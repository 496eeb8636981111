import Foundation
import TestSupport
import Testing

/// The build tool plugin, in a package as a user has it.
@Suite struct BuildToolPluginTests {
  /// Takes minutes: the package builds everything it depends on.
  @Test func aPackageBuildsAndRunsAGuardedHandler() async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage(in: directory)
      let missing = try await package.swift(
        ["build"], environment: ["PROTOC_PATH": "/nonexistent/protoc"])
      #expect(missing.status != 0)
      let said = "error: PROTOC_PATH is /nonexistent/protoc, which cannot be run"
      #expect(Self.errors(missing).first == said)

      let build = try await package.swift(["build"])
      #expect(build.status == 0, "\(build.text)\(build.errors)")
      #expect(!build.text.contains("handler/Sources") && !build.text.contains("outputs/handler"))

      let run = try await package.swift(["run", "--skip-build"])
      #expect(run.text == "default heard 3 bytes\nmine heard 3 bytes\nnotFound\n")
    }
  }

  private static func errors(_ outcome: CommandOutcome) -> [String] {
    (outcome.text + outcome.errors).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("error:") }
  }
}
