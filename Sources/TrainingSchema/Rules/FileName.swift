public import SwiftProtobufPluginLibrary

/// Warns about a file that the Python SDK mistakes for `training.proto`.
public enum FileName: Rule {
  public static let summary = RuleSummary(
    "file-name", .warning,
    reason: "The name of a file with training methods contains \"training\".",
    affects: "The Python SDK, which ignores the file.",
    remedy: "Rename the file.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard let name = file.name.split(separator: "/").last, name.contains("training"),
      !file.trainingMethods.isEmpty
    else { return [] }
    return [
      Breach(
        at: SourcePlace(of: file),
        "the Python SDK ignores files with \"training\" in their name; rename \(name)")
    ]
  }
}
