import JSONText

/// A violation of a rule.
struct Breach: Hashable, Sendable {
  let position: JSONPosition
  let keyPath: String?
  let reason: String
  let effect: String
  let remedy: String
  let line: String?

  /// A violation that a line mends.
  ///
  /// - Parameters:
  ///   - key: the key that is wrong or missing.
  ///   - reason: what is wrong: a clause that can be followed by `so`.
  ///   - effect: what follows from it: a clause.
  ///   - line: the line to write.
  ///   - advice: what else to do, as the end of the sentence `write LINE`.
  init(
    of key: KnownKey, in settings: Settings, _ reason: String, _ effect: String,
    write line: String, _ advice: String = ""
  ) {
    position = settings.position(of: key)
    keyPath = settings.member(key)?.key ?? key.name
    self.reason = reason
    self.effect = effect
    remedy = "write \(line)\(advice)"
    self.line = line
  }

  /// A violation by a member of the file.
  init(
    of member: JSONMember, _ reason: String, _ effect: String, _ remedy: String, line: String? = nil
  ) {
    position = member.position
    keyPath = member.key
    self.reason = reason
    self.effect = effect
    self.remedy = remedy
    self.line = line
  }
}

extension Finding {
  init(_ breach: Breach, of rule: RuleSummary, in file: String) {
    self.init(
      ruleID: rule.id, severity: rule.severity, file: file, position: TextPosition(breach.position),
      keyPath: breach.keyPath, reason: breach.reason, effect: breach.effect,
      remedy: breach.remedy, line: breach.line)
  }
}
