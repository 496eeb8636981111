public import SwiftProtobufPluginLibrary

/// Warns about a model field that isn't named `model_id`, the only name that the Python SDK
/// supports.
public enum ModelFieldName: Rule {
  public static let summary = RuleSummary(
    "model-field-name", .warning,
    reason: "A field of type training.ModelID is not named model_id.",
    affects: "The Python SDK, which cannot pass a model.",
    remedy: "Rename the field to model_id.")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    file.trainingMethods.flatMap { method in
      method.modelFields.filter { $0.name != "model_id" }.map { field in
        Breach(
          at: SourcePlace(of: field),
          "the Python SDK passes a model only in a field named model_id; rename \(field.name)")
      }
    }
  }
}
