public import SwiftProtobufPluginLibrary

/// Warns about a request with several model fields.
public enum SeveralModelFields: Rule {
  public static let summary = RuleSummary(
    "several-model-fields", .warning,
    reason: "A request has several fields of type training.ModelID.",
    affects: "The daemon, which lists the method once for each.",
    remedy: "Keep one field, or make it repeated.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.compactMap { method in
      let fields = method.modelFields
      guard fields.count > 1, let second = fields.dropFirst().first else { return nil }
      let names = fields.map(\.name).joined(separator: ", ")
      return Breach(
        at: SourcePlace(of: second),
        "\(method.inputType.name) names \(fields.count) models (\(names)), so the daemon lists "
          + "\(method.name) \(fields.count) times; keep one field, or make it repeated")
    }
  }
}
