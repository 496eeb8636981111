import Foundation
import JSONText

/// Findings about files that can't be checked.
enum FileFormat {
  static let syntax = RuleSummary(
    "json-syntax", .error,
    reason: "The file isn't JSON, or not an object.",
    affects: "The daemon, which ends at its start.",
    remedy: "Correct the text at the place that is given.")

  static let summary = RuleSummary(
    "file-format", .error,
    reason: "The file's name doesn't end with .json.",
    affects:
      "The daemon, which chooses the format by the extension, and this check, which only reads JSON.",
    remedy: "Write the configuration as JSON into a file whose name ends with .json.")

  /// The extensions of other formats that the daemon reads.
  private static let others: Set<String> = [
    "yaml", "yml", "toml", "hcl", "tfvars", "dotenv", "env", "properties", "props", "prop", "ini",
  ]

  /// A finding about a name that decides how the daemon reads the file; `nil` if it is JSON's.
  static func finding(ofName file: String) -> Finding? {
    let suffix = URL(fileURLWithPath: file).pathExtension.lowercased()
    guard suffix != "json" else { return nil }
    let isOther = others.contains(suffix)
    return Finding(
      ruleID: summary.id, severity: isOther ? .warning : .error, file: file, position: nil,
      keyPath: nil,
      reason: "the file's name \(suffix.isEmpty ? "has no extension" : "ends with .\(suffix)")",
      effect: isOther
        ? "nothing in it was checked, because this check only reads JSON"
        : "the daemon can't choose a format and ends at its start",
      remedy: "write the configuration as JSON into a file whose name ends with .json", line: nil)
  }

  /// The finding for a text that isn't JSON.
  static func finding(_ error: JSONSyntaxError, in file: String, effect: String) -> Finding {
    Finding(
      ruleID: syntax.id, severity: .error, file: file, position: TextPosition(error.position),
      keyPath: nil,
      reason: error.reason, effect: effect, remedy: error.remedy, line: nil)
  }
}
