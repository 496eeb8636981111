import TrainingSchema

/// The rules in the form that `--rules` and the documentation show.
public enum RuleHelp {
  /// One rule in four or five lines, for a terminal.
  public static var text: String {
    Rules.summaries.map { rule in
      """
      \(rule.id) (\(rule.severity.rawValue))
        \(rule.reason)
        Affects: \(rule.affects)
        Remedy: \(rule.remedy)
      """ + (rule.needsText ? "\n  Reads the text, which protoc doesn't pass: silent there." : "")
    }.joined(separator: "\n")
  }

  /// The table of the documentation.
  public static var markdown: String {
    let rows = Rules.summaries.map { rule in
      let severity = rule.severity.rawValue + (rule.needsText ? ", not with protoc" : "")
      return "| `\(rule.id)` | \(severity) | \(rule.reason) | \(rule.affects) | \(rule.remedy) |"
    }
    let head = [
      "| rule | severity | what is wrong | who breaks | remedy |", "|---|---|---|---|---|",
    ]
    return (head + rows).joined(separator: "\n")
  }
}
