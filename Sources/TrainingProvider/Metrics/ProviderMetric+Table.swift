extension ProviderMetric {
  /// The metrics as a table in Markdown, for documentation.
  static var markdown: String {
    let rows = allCases.map { metric in
      let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
      return "| `\(metric.name)` | \(labels) | \(metric.help) |"
    }
    return (["| metric | labels | what |", "|---|---|---|"] + rows).joined(separator: "\n")
  }
}
