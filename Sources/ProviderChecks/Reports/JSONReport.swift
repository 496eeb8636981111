import Foundation
import TrainingManifest

/// Results for programs.
struct JSONReport: Encodable {
  /// The version of this format.
  let reportVersion = 1
  let maintenance: String
  let service: String?
  let method: String
  let counts: ResultCounts
  let checks: [Entry]

  /// A check with its outcome. A check that passed has no reason.
  struct Entry: Encodable {
    let id: String
    let title: String
    let outcome: String
    let reason: String?
    let seconds: Double
    let habit: String
    let breaks: String
    let remedy: String
  }

  init(_ results: [CheckResult], of subject: Subject) {
    maintenance = "\(subject.maintenance)"
    service = subject.service.map { "\($0)" }
    method = subject.method.fullName
    counts = ResultCounts(results)
    checks = results.map(Entry.init)
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension JSONReport.Entry {
  init(_ result: CheckResult) {
    id = result.check.id
    title = result.check.title
    switch result.outcome {
    case .passed: (outcome, reason) = ("passed", nil)
    case .failed(let why): (outcome, reason) = ("failed", why)
    case .notApplicable(let why): (outcome, reason) = ("notApplicable", why)
    }
    seconds = result.time.milliseconds / 1000
    habit = result.check.habit
    breaks = result.check.breaks
    remedy = result.check.remedy
  }
}

extension Duration {
  /// The duration in whole milliseconds.
  var milliseconds: Double { (self / .milliseconds(1)).rounded() }
}
