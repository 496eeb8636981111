/// A broken rule, without the entry that it concerns.
struct Finding: Hashable {
  var rule: DatasetRule
  var message: String

  init(_ rule: DatasetRule, _ message: String) {
    self.rule = rule
    self.message = message
  }

  func violation(entry: String?) -> DatasetViolation {
    DatasetViolation(ruleID: rule.rawValue, entry: entry, message: message)
  }
}
