public import SwiftProtobufPluginLibrary
import TrainingManifest

@testable public import TrainingSchema

/// A method without a name for its default model.
public enum NoDefaultModel: Rule {
  public static let id = "no-default-model"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    file.methods.filter { TrainingOptions($0.options).defaultModelID == nil }.map { method in
      Diagnostic(
        .warning, ruleID: id, at: SourceLocation(of: method),
        "\(method.name) has no default_model_id; add one, or every call has to name a model")
    }
  }
}
