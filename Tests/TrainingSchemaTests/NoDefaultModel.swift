public import SwiftProtobufPluginLibrary
import TrainingManifest

@testable public import TrainingSchema

/// Warns about a method without a default model.
public enum NoDefaultModel: Rule {
  public static let summary = RuleSummary(
    "no-default-model", .warning,
    reason: "A training method has no default model.",
    affects: "Consumers, who have to name a model in every call.",
    remedy: "Add a default_model_id.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    let methods = file.services.flatMap(\.methods)
    return methods.filter { TrainingOptions($0.options).defaultModelID == nil }.map { method in
      Breach(
        at: SourcePlace(of: method),
        "\(method.name) has no default_model_id; add one, or every call has to name a model")
    }
  }
}
