/// The form in which results are written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json
  case junit

  /// All results as text that ends with a line break.
  package func report(_ results: [CheckResult], of subject: Subject) throws -> String {
    switch self {
    case .text: results.map(TextReport.entry).joined() + TextReport.summary(results)
    case .json: try JSONReport(results, of: subject).text()
    case .junit: JUnitReport(results, of: subject).text
    }
  }
}

/// How many checks came to which end.
package struct ResultCounts: Hashable, Sendable, Encodable {
  package private(set) var passed = 0
  package private(set) var failed = 0
  package private(set) var notApplicable = 0

  package init(_ results: [CheckResult]) {
    for result in results {
      switch result.outcome {
      case .passed: passed += 1
      case .failed: failed += 1
      case .notApplicable: notApplicable += 1
      }
    }
  }
}
