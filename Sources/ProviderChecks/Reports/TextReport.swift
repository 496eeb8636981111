/// Results for people.
package enum TextReport {
  /// A line, with more lines about a failure.
  package static func entry(_ result: CheckResult) -> String {
    let check = result.check
    switch result.outcome {
    case .passed:
      return "passed          \(check.id): \(check.title)\n"
    case .notApplicable(let reason):
      return "not applicable  \(check.id): \(reason)\n"
    case .failed(let reason):
      return """
        FAILED          \(check.id): \(check.title)
                        What happened: \(reason)
                        In production: \(check.habit)
                        Who breaks: \(check.breaks)
                        Remedy: \(check.remedy)

        """
    }
  }

  /// The last line.
  package static func summary(_ results: [CheckResult]) -> String {
    let counts = ResultCounts(results)
    return "\(counts.passed) passed, \(counts.failed) failed, "
      + "\(counts.notApplicable) not applicable\n"
  }

  /// What there is to check, as a list.
  package static func list(_ checks: [Check]) -> String {
    checks.map { "\($0.id): \($0.title)\($0.cost.trains ? " (trains)" : "")\n" }.joined()
  }
}
