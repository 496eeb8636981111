import Foundation
import TestSupport
import Testing

@testable import ProviderChecks

/// Providers that do everything right pass every check.
struct RightProviderTests {
  @Test(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
  func aRightProviderInPythonPasses() async throws {
    try await PythonProvider.run { subject in
      var subject = subject
      subject.protos = ["service.proto": try SampleServer.proto()]
      try await Self.requireAllPassed(CheckRun(of: subject).results())
    }
  }

  @Test func theSampleServerPasses() async throws {
    try await withTemporaryDirectory { directory in
      try await SampleServer.run(in: directory) { subject in
        try await Self.requireAllPassed(CheckRun(of: subject).results())
      }
    }
  }

  /// Without its option for links to this machine, the sample server can't be held against them.
  @Test func linksThatAreRefusedDoNotApply() async throws {
    try await withTemporaryDirectory { directory in
      try await SampleServer.run(in: directory, allowsLinks: false) { subject in
        var selection = CheckSelection()
        selection.only = ["links/good", "links/cut", "links/local-file"]
        let outcomes = try await CheckRun(of: subject, selection).results().map(\.outcome)
        try #require(outcomes.count == 3)
        for outcome in outcomes.prefix(2) {
          guard case .notApplicable(let reason) = outcome else {
            Issue.record("\(outcome)")
            continue
          }
          #expect(reason.contains("--link-host"))
        }
        #expect(outcomes[2] == .passed)
      }
    }
  }

  private static func requireAllPassed(_ results: [CheckResult]) throws {
    #expect(results.map(\.check.id) == Check.all.map(\.id))
    for result in results where result.outcome != .passed {
      Issue.record("\(TextReport.entry(result))")
    }
  }
}
