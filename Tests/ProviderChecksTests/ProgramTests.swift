import Foundation
import TestSupport
import Testing
import TrainingManifest

@testable import ProviderChecks

/// The program, as CI runs it.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct ProgramTests {
  @Test func passingAndFailingChecksInText() async throws {
    try await withTemporaryDirectory { directory in
      try await PythonProvider.run(["constant-id"]) { subject in
        let outcome = try await run(subject, directory, ["--only", "models/id-unique"])
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("FAILED          models/id-unique: Identifiers are unique\n"))
        #expect(outcome.text.contains("  Who breaks: The owner of the older model"))
        #expect(outcome.text.hasSuffix("0 passed, 1 failed, 0 not applicable\n"))
        let other = try await run(subject, directory, ["--only", "models/created"])
        #expect(other.status == 0, "\(other.errors)")
        #expect(
          other.text == """
            passed          models/created: A new model is CREATED
            1 passed, 0 failed, 0 not applicable

            """)
      }
    }
  }

  @Test func trainingsAreLeftOut() async throws {
    try await withTemporaryDirectory { directory in
      try await PythonProvider.run { subject in
        let outcome = try await run(subject, directory, ["--only", "training", "--no-training"])
        #expect(outcome.status == 0)
        #expect(outcome.text.hasSuffix("0 passed, 0 failed, 3 not applicable\n"))
      }
    }
  }

  /// The form that CI systems read, read by another XML library.
  @Test func junit() async throws {
    try await withTemporaryDirectory { directory in
      try await PythonProvider.run(["constant-id"]) { subject in
        let file = directory.appendingPathComponent("report.xml").path
        let outcome = try await run(
          subject, directory,
          ["--only", "models/id-unique", "--only", "models/created", "--only", "proto"]
            + ["--format", "junit", "--output", file])
        #expect(outcome.status == 1)
        #expect(outcome.text.hasSuffix("1 passed, 1 failed, 1 not applicable\n"))
        let script = """
          import sys, xml.etree.ElementTree as tree
          suite = tree.parse(sys.argv[1]).getroot().find("testsuite")
          print(suite.get("tests"), suite.get("failures"), suite.get("skipped"))
          for case in suite.iter("testcase"):
              print(case.get("classname"), case.get("name"), [part.tag for part in case])
          print(suite.find("testcase/failure").get("message"))
          """
        let read = try await Command(TestPython.path ?? "", ["-c", script, file]).run()
        #expect(
          read.text == """
            3 1 1
            provider-check.models models/id-unique: Identifiers are unique ['failure']
            provider-check.models models/created: A new model is CREATED []
            provider-check.proto proto/comments: The protos contain no comments with # ['skipped']
            20 calls of create_model answered "1" more than once

            """, "\(read.errors)")
      }
    }
  }

  @Test func json() async throws {
    try await withTemporaryDirectory { directory in
      try await PythonProvider.run { subject in
        let outcome = try await run(
          subject, directory, ["--only", "models/created", "--format", "json"])
        #expect(outcome.status == 0)
        let report = try JSONDecoder().decode(Report.self, from: outcome.output)
        #expect(report.reportVersion == 1)
        #expect(report.counts == ["passed": 1, "failed": 0, "notApplicable": 0])
        #expect(report.checks.map(\.id) == ["models/created"])
        #expect(report.checks.map(\.outcome) == ["passed"])
      }
    }
  }

  private struct Report: Decodable {
    let reportVersion: Int
    let counts: [String: Int]
    let checks: [Check]

    struct Check: Decodable {
      let id: String
      let outcome: String
    }
  }

  private func run(
    _ subject: Subject, _ directory: URL, _ arguments: [String]
  ) async throws -> CommandOutcome {
    let dataset = directory.appendingPathComponent("good.zip")
    try subject.good.data.write(to: dataset)
    return try await Command(
      BuiltProduct.path("provider-check"),
      [
        "--maintenance", "\(subject.maintenance)", "--dataset", dataset.path, "--manifest",
        ProviderProcess.manifest.path,
      ] + arguments
    ).run()
  }
}

/// What the program does without a provider.
struct ProgramArgumentTests {
  private static let manifest = ["--manifest", ProviderProcess.manifest.path]

  @Test func listsTheChecks() async throws {
    let outcome = try await run(["--list"])
    #expect(outcome.status == 0)
    #expect(outcome.text.split(separator: "\n").count == Check.all.count)
    #expect(outcome.text.contains("\ntraining/cycle: A model is trained and becomes"))
    #expect(try await run(["--list", "--only", "proto"]).text.split(separator: "\n").count == 1)
  }

  @Test func hasTheVersionOfThePackage() async throws {
    #expect(try await run(["--version"]).text == "\(ToolchainVersion.current)\n")
  }

  @Test func refusesWrongArguments() async throws {
    #expect(try await run([]).status == 64)
    #expect(try await run(["--maintenance", "127.0.0.1:5002"]).status == 64)
    #expect(try await run(["--list", "--patience", "0"]).status == 64)
  }

  @Test func namesWhatCannotBeUsed() async throws {
    try await withTemporaryDirectory { directory in
      let bad = directory.appendingPathComponent("bad.zip")
      try SampleDatasets.bad().data.write(to: bad)
      let outcome = try await run(
        ["--maintenance", "http://127.0.0.1:1", "--dataset", bad.path] + Self.manifest)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("isn't a good dataset for service.ExampleService.stt"))
      let unknown = try await run(["--list", "--only", "upload"])
      #expect(unknown.status == 2)
      #expect(unknown.errors.contains("no check is called upload"))
    }
  }

  /// Nobody listens at port 1.
  @Test func aDeadProviderFailsOneCheck() async throws {
    try await withTemporaryDirectory { directory in
      let good = directory.appendingPathComponent("good.zip")
      try SampleDatasets.good().data.write(to: good)
      let outcome = try await run(
        ["--maintenance", "http://127.0.0.1:1", "--dataset", good.path] + Self.manifest)
      #expect(outcome.status == 1)
      #expect(outcome.text.contains("What happened: no connection could be opened"))
      #expect(
        outcome.text.hasSuffix("0 passed, 1 failed, \(Check.all.count - 1) not applicable\n"))
      let partial = try await run(
        ["--maintenance", "http://127.0.0.1:1", "--dataset", good.path, "--only", "training"]
          + Self.manifest)
      #expect(partial.status == 1)
      #expect(partial.text.hasSuffix("0 passed, 1 failed, 3 not applicable\n"))
    }
  }

  private func run(_ arguments: [String]) async throws -> CommandOutcome {
    try await Command(BuiltProduct.path("provider-check"), arguments).run()
  }
}
