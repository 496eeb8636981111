import TrainingSchema

/// The rules in the form that `--rules` and the documentation show.
public enum RuleHelp {
  /// One rule in four lines, for a terminal.
  public static var text: String {
    Rules.summaries.map { rule in
      """
      \(rule.id) (\(rule.severity.rawValue))
        \(rule.reason)
        Affects: \(rule.affects)
        Remedy: \(rule.remedy)
      """
    }.joined(separator: "\n")
  }

  /// The table of the documentation.
  public static var markdown: String {
    let rows = Rules.summaries.map { rule in
      "| `\(rule.id)` | \(rule.severity.rawValue) | \(rule.reason) | \(rule.affects) | "
        + "\(rule.remedy) |"
    }
    let head = [
      "| rule | severity | what is wrong | who breaks | remedy |", "|---|---|---|---|---|",
    ]
    return (head + rows).joined(separator: "\n")
  }
}
