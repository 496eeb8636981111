public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// Warns about a limit on models for a method that can't have models.
public enum UserLimitWithoutModel: Rule {
  public static let summary = RuleSummary(
    "user-limit-without-model", .warning,
    reason: "A method has max_models_per_user, but its request names no model.",
    affects: "The provider, whose limit has no effect.",
    remedy: "Give the request a field: training.ModelID model_id = …; or remove the option.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let option = Training_Extensions_max_models_per_user
    return file.methods.filter { method in
      !method.isTrainingMethod && method.trainingOptions.maxModelsPerUser != nil
    }.map { method in
      Breach(
        at: SourcePlace(option: option, of: method),
        "\(method.name) can't have models, because \(method.inputType.name) has no field of type "
          + "training.ModelID; add one, or remove max_models_per_user")
    }
  }
}
