public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A training method that says nothing about training.
public enum NoOptions: Rule {
  public static let summary = RuleSummary(
    "no-options", .warning,
    reason: "A training method has no training options.",
    affects: "Consumers: the daemon answers them empty metadata.",
    remedy: "Say what datasets are welcome, e.g. option (training.dataset_type) = \"zip\";")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.filter(\.trainingOptions.isEmpty).map { method in
      let found = method.hasOptionsBlock ? "no training options" : "no options block"
      return Breach(
        at: SourcePlace(of: method),
        "\(method.name) has \(found), so the daemon has nothing to tell consumers about its "
          + "datasets; add at least: option (training.dataset_type) = \"zip\";")
    }
  }
}
