/// What came of a check.
package enum Outcome: Hashable, Sendable {
  case passed
  /// The provider did something that breaks in production. The text says what.
  case failed(String)
  /// The check says nothing about this provider. The text says why.
  case notApplicable(String)
}

/// A check that has run.
package struct CheckResult: Sendable {
  package let check: Check
  package let outcome: Outcome
  package let time: Duration

  package init(check: Check, outcome: Outcome, time: Duration) {
    self.check = check
    self.outcome = outcome
    self.time = time
  }
}
