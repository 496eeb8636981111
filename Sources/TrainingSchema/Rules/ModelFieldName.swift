public import SwiftProtobufPluginLibrary
import TrainingManifest

/// A model field by another name than `model_id`, which the Python SDK fills in.
public enum ModelFieldName: Rule {
  public static let id = "model-field-name"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    file.methods.flatMap { method in
      method.inputType.fields.filter { $0.isModelID && $0.name != "model_id" }.map { field in
        Diagnostic(
          .warning, ruleID: id, at: SourceLocation(of: field),
          "the Python SDK passes a model only in a field named model_id; rename \(field.name)")
      }
    }
  }
}
