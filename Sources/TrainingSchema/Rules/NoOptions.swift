public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a training method without training options.
public enum NoOptions: Rule {
  public static let summary = RuleSummary(
    "no-options", .warning,
    reason: "A training method has no training options.",
    affects: "Consumers, who get empty metadata from the daemon.",
    remedy:
      "Describe the accepted datasets, for example: option (training.dataset_type) = \"zip\";")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.filter(\.trainingOptions.isEmpty).map { method in
      let found = method.hasOptionsBlock ? "no training options" : "no options block"
      return Breach(
        at: SourcePlace(of: method),
        "\(method.name) has \(found), so the daemon can't tell consumers which datasets the "
          + "method accepts; add at least: option (training.dataset_type) = \"zip\";")
    }
  }
}
