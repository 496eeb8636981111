import TrainingSchema

/// The options in the form that `--help` and the README show.
public enum OptionHelp {
  /// One option in two lines, for a terminal.
  public static var text: String {
    OptionDefinition.all.map { option in
      let values = option.values.isEmpty ? "…" : option.values.joined(separator: "|")
      let standard = option.defaultValue.map { " (default: \($0))" } ?? ""
      return "  \(option.name)=\(values)\(standard)\n      \(option.summary)"
    }.joined(separator: "\n")
  }

  /// The table of the README.
  public static var markdown: String {
    let rows = OptionDefinition.all.map { option in
      let names = option.values.map { "`\($0)`" }
      let values = names.isEmpty ? "–" : names.joined(separator: ", ")
      let standard = option.defaultValue.map { "`\($0)`" } ?? "–"
      return "| `\(option.name)` | \(values) | \(standard) | \(option.summary) |"
    }
    let head = ["| option | values | default | what it does |", "|---|---|---|---|"]
    return (head + rows).joined(separator: "\n")
  }
}
