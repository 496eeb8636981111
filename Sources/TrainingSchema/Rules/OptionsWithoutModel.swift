public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// Warns about training options of a method that isn't a training method, because its request names
/// no model.
public enum OptionsWithoutModel: Rule {
  public static let summary = RuleSummary(
    "options-without-model", .warning,
    reason: "A method has training options, but its request names no model.",
    affects: "The daemon, which does not treat the method as a training method.",
    remedy: "Give the request a field: training.ModelID model_id = …;")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.methods.filter { !$0.isTrainingMethod }.compactMap { method in
      let userLimit: any TrainingOption = Training_Extensions_max_models_per_user
      let given = GivenOption.all(of: method).filter { $0.fieldNumber != userLimit.fieldNumber }
      return given.first.map { option in
        Breach(
          at: SourcePlace(option: option, of: method),
          "\(method.name) has training options, but \(method.inputType.name) has no field of type "
            + "training.ModelID, so the daemon will not treat it as a training method; "
            + "add: training.ModelID model_id = …;")
      }
    }
  }
}
