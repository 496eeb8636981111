import Foundation
import TestSupport
import Testing

@Suite struct CheckTests {
  private static let broken = """
    syntax = "proto3";
    import "training.proto";
    message Clip {
      training.ModelID model = 1;
      Sund sound = 2;
    }
    message Sound {}
    """

  @Test func textShowsTheLine() async throws {
    let outcome = try await Self.check(Self.broken)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("a.proto:5:3: error: "))
    #expect(outcome.text.contains("\n    Sund sound = 2;\n    ^\n"), "\(outcome.text)")
  }

  /// Editors and terminals go to the paths that messages begin with.
  @Test func textShowsPaths() async throws {
    try await withTemporaryDirectory { folder in
      let inner = folder.appendingPathComponent("protos")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
      try Data(Self.broken.utf8).write(to: inner.appendingPathComponent("a.proto"))
      let outcome = try await Program.run(["check", "-Iprotos", "protos/a.proto"], in: folder)
      #expect(outcome.text.hasPrefix("protos/a.proto:5:3: error: "), "\(outcome.text)")
    }
  }

  /// A warning of a rule has a place and a line, too, and isn't a failure.
  @Test func rulesAreChecked() async throws {
    let proto = Self.warned
    let outcome = try await Self.check(proto)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("a.proto:4:3: warning: "), "\(outcome.text)")
    #expect(outcome.text.contains("[model-field-name]"))
    let strict = try await Self.check(proto, ["--option", "Warnings=error"])
    #expect(strict.status == 1)
    #expect(strict.text.contains("a.proto:4:3: error: "))
  }

  private static let warned = """
    syntax = "proto3";
    import "training.proto";
    message Clip {
      training.ModelID model = 1;
    }
    service Speech {
      rpc Hear(Clip) returns (Clip) {
        option (training.dataset_type) = "zip";
      }
    }
    """

  @Test func jsonHasEveryProblem() async throws {
    let outcome = try await Self.check(Self.broken, ["--format", "json"])
    let report = try JSONDecoder().decode(JSONReportForm.self, from: outcome.output)
    let error = try #require(report.findings.first { $0.severity == "error" })
    #expect(error.file == "a.proto" && error.line == 5 && error.column == 3)
    #expect(error.path == "a.proto")
    #expect(!error.rule.isEmpty && !error.message.isEmpty)
  }

  private struct JSONReportForm: Decodable {
    struct Entry: Decodable {
      let rule: String
      let severity: String
      let message: String
      let file: String?
      let path: String?
      let line: Int?
      let column: Int?
    }

    let findings: [Entry]
  }

  /// SARIF counts columns in UTF-16 code units, protobuf's compilers in bytes with wide tabs.
  @Test func sarifHasEveryProblem() async throws {
    let proto = "syntax = \"proto3\";\nmessage A {\n\t/* é */ B b = 1;\n}\n"
    let outcome = try await Self.check(proto, ["--format", "sarif"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(report["version"] as? String == "2.1.0")
    let run = try #require((report["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["level"] as? String == "error")
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    let region = try #require(physical["region"] as? [String: Int])
    #expect(region == ["startLine": 3, "startColumn": 10])
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    #expect(rules.contains("model-field-name"))
    #expect(rules.contains(result["ruleId"] as? String ?? ""))
  }

  /// Places are URIs, in which not every character of a path may stand.
  @Test func sarifHasURIs() async throws {
    try await withTemporaryDirectory { folder in
      let name = "a: 100% ü.proto"
      try Data("message".utf8).write(to: folder.appendingPathComponent(name))
      let outcome = try await Program.run(["check", name, "--format", "sarif"], in: folder)
      #expect(outcome.text.contains("\"uri\" : \"./a:%20100%25%20%C3%BC.proto\""))
    }
  }

  private static func check(
    _ proto: String, _ arguments: [String] = []
  ) async throws -> CommandOutcome {
    try await withTemporaryDirectory { folder in
      try Data(proto.utf8).write(to: folder.appendingPathComponent("a.proto"))
      return try await Program.run(["check", "a.proto"] + arguments, in: folder)
    }
  }
}
