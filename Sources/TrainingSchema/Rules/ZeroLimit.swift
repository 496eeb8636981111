public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// Warns about a limit of 0, which has no effect.
public enum ZeroLimit: Rule {
  public static let summary = RuleSummary(
    "zero-limit", .warning,
    reason: "A limit is 0.",
    affects: "The provider, because 0 means that there is no limit.",
    remedy: "Give the limit, or remove the option.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.flatMap { method in
      limits.filter { method.trainingOptions[keyPath: $0.value] == 0 }.map { option, _ in
        Breach(
          at: SourcePlace(option: option, of: method),
          "\(option.shortName) = 0 means that there is no limit; give a limit, or remove the "
            + "option")
      }
    }
  }

  private static var limits:
    [(option: any TrainingOption, value: KeyPath<TrainingOptions, UInt64?>)]
  {
    SizeOption.all.map { ($0.option, $0.value) } + [
      (Training_Extensions_dataset_max_count_files, \.datasetMaxCountFiles),
      (Training_Extensions_max_models_per_user, \.maxModelsPerUser),
    ]
  }
}
