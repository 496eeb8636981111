import Foundation
import TestSupport
import Testing

@testable import ProviderChecks

/// Each check fails for a provider with the bug that it looks for.
@Suite(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
struct BugTests {
  /// The bugs of the official guide's sample, except for the `#` in its proto, each with the check
  /// that finds it.
  static let guide: [Finding] = [
    Finding("connection/answers", "base-servicer"),
    Finding("connection/answers", "nothing-registered"),
    Finding("connection/answers", "blocked-server"),
    Finding("models/created", "nested-model-id"),
    Finding("models/created", "positional-response"),
    Finding("models/created", "always-ready"),
    Finding("models/id-unique", "constant-id"),
    Finding("models/missing", "no-presence"),
    Finding("uploads/numbered", "chunk-field"),
    Finding("uploads/separate", "one-file"),
    Finding("uploads/order", "no-order"),
    Finding("uploads/presence", "no-presence"),
    Finding("uploads/too-large", "no-limit"),
    Finding("datasets/file-count", "no-limit"),
    Finding("datasets/file-size", "no-limit"),
    Finding("datasets/file-type", "no-type"),
    Finding("datasets/no-archive", "no-archive"),
    Finding("service/separate", "one-port"),
  ]

  static let others: [Finding] = [
    Finding("connection/methods", "missing-method"),
    Finding("connection/per-call", "few-connections"),
    Finding("models/id-form", "odd-id"),
    Finding("models/id-random", "counter"),
    Finding("models/unknown", "models-on-demand"),
    Finding("models/hostile", "files-by-id"),
    Finding("prices/validation-stable", "varying-validation-price"),
    Finding("prices/training-stable", "varying-training-price"),
    Finding("prices/repeated", "one-price-only"),
    Finding("prices/unpriced-upload", "unpriced-upload"),
    Finding("prices/unpriced-training", "unpriced-training"),
    Finding("prices/stale", "stale-price"),
    Finding("uploads/javascript", "no-javascript"),
    Finding("uploads/cut", "no-total", "no-archive"),
    Finding("uploads/empty", "first-batch-assumed"),
    Finding("uploads/broken-off", "stays-validating"),
    Finding("uploads/one-model", "any-model"),
    Finding("uploads/size", "any-size"),
    Finding("uploads/file-name", "name-as-path"),
    Finding("datasets/bad", "errors-forgotten"),
    Finding("links/good", "links-ignored"),
    Finding("links/good", "unhandled-links"),
    Finding("links/redirect", "redirects-unhandled"),
    Finding("links/bad", "links-ignored"),
    Finding("links/cut", "cut-links"),
    Finding("links/missing", "broken-links"),
    Finding("links/local-file", "local-links"),
    Finding("links/mute", "blocking-links"),
    Finding("training/cycle", "empty-response"),
    Finding("training/no-dataset", "trains-anything"),
    Finding("training/bad-dataset", "trains-anything"),
    Finding("deletion/stays", "forgets-deleted"),
    Finding("deletion/refused", "works-on-deleted"),
    Finding("deletion/at-work", "revives-deleted"),
    Finding("service/health", "no-health"),
    Finding("service/unknown-model", "any-model-served"),
    Finding("service/untrained-model", "untrained-served"),
    Finding("service/deleted-model", "deleted-served"),
    Finding("patience/silent-uploads", "silence-blocks"),
    Finding("patience/silent-uploads", "endless-silence"),
    Finding("patience/stalled-upload", "endless-silence"),
    Finding("patience/leaked-connections", "connections-of-polls"),
    Finding("patience/idle-connections", "endless-connections"),
  ]

  @Test(arguments: guide + others) func findsTheBug(_ finding: Finding) async throws {
    let outcome = try await PythonProvider.run(finding.bugs) { subject in
      var (subject, selection) = (subject, CheckSelection())
      subject.patience = .seconds(5)
      selection.only = [finding.check]
      return try await CheckRun(of: subject, selection).results().first?.outcome
    }
    guard case .failed(let reason) = outcome else {
      Issue.record("\(finding) came to \(String(describing: outcome))")
      return
    }
    #expect(!reason.isEmpty)
  }

  /// No check is without a bug that it finds.
  @Test func eachCheckFindsSomething() {
    let found = Set((Self.guide + Self.others).map(\.check)).union(["proto/comments"])
    #expect(found == Set(Check.all.map(\.id)))
  }

  /// The whole sample of the guide, and not only one of its bugs.
  @Test func theGuidesSampleFails() async throws {
    let bugs = [
      "always-ready", "constant-id", "one-file", "one-port", "no-limit", "no-type", "no-archive",
      "no-order", "no-presence", "unpriced-upload", "unpriced-training", "trains-anything",
      "links-ignored", "models-on-demand",
    ]
    let results = try await PythonProvider.run(bugs) { subject in
      var selection = CheckSelection()
      selection.only = ["models", "uploads", "datasets", "training", "service"]
      return try await CheckRun(of: subject, selection).results()
    }
    let failed = results.filter { if case .failed = $0.outcome { true } else { false } }
    #expect(failed.count > 20, "\(results.map(TextReport.entry).joined())")
  }
}

/// A check, and bugs that it finds.
struct Finding: Sendable, CustomTestStringConvertible {
  let check: String
  let bugs: [String]

  init(_ check: String, _ bugs: String...) {
    self.check = check
    self.bugs = bugs
  }

  var testDescription: String { "\(check) finds \(bugs.joined(separator: " and "))" }
}
