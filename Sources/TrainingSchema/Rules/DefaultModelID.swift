public import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// Warns about a default model without a valid identifier.
public enum DefaultModelID: Rule {
  public static let summary = RuleSummary(
    "default-model-id", .warning,
    reason: "default_model_id is empty, or isn't an identifier.",
    affects: "Consumers: there is no default model, or a header can't contain its identifier.",
    remedy: "Write 1 to \(ModelIdentifier.maxLength) printable ASCII characters without blanks.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let option = Training_Extensions_default_model_id
    return file.methods.compactMap { method in
      guard let id = method.trainingOptions.defaultModelID, !ModelIdentifier.isWellFormed(id)
      else { return nil }
      let fault =
        id.isEmpty
        ? "an empty default_model_id has no effect"
        : "default_model_id has to be 1 to \(ModelIdentifier.maxLength) printable ASCII characters "
          + "without blanks"
      return Breach(
        at: SourcePlace(option: option, of: method),
        "\(fault); name a model, or remove the option")
    }
  }
}
