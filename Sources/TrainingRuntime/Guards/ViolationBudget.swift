/// Keeps details so short that they fit into trailers.
struct ViolationBudget {
  /// How many bytes the details of all violations may take.
  let bytes: Int

  /// As many of the violations as fit, and at least one.
  func first(of violations: [Violation]) -> [Violation] {
    var spent = 0
    let fitting = violations.prefix { violation in
      spent += Self.cost(of: violation)
      return spent <= bytes
    }
    return Array(fitting.isEmpty ? violations.prefix(1) : fitting)
  }

  /// What a violation takes in `google.rpc` messages, tags and lengths included; one of a model's
  /// status stands in two of them.
  private static func cost(of violation: Violation) -> Int {
    let texts = [violation.fieldPath, violation.message, violation.rule.reason]
    let once = texts.reduce(16) { $0 + $1.utf8.count }
    return violation.rule == .notReady
      ? once + violation.message.utf8.count + (violation.modelID?.utf8.count ?? 0) + 32 : once
  }
}
