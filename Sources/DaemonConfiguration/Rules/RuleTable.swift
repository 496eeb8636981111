extension Rules {
  /// The rules as a table in Markdown, for documentation.
  public static var markdown: String {
    let rows = summaries.map { rule in
      "| `\(rule.id)` | \(rule.severity.rawValue) | \(rule.reason) | \(rule.affects) | "
        + "\(rule.remedy) |"
    }
    let head = [
      "| rule | severity | what is wrong | who breaks | remedy |", "|---|---|---|---|---|",
    ]
    return (head + rows).joined(separator: "\n")
  }
}
