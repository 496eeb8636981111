import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Training options on a method whose request names no model: never a training method.
public enum OptionsWithoutModel: Rule {
  public static let id = "options-without-model"

  public static func check(_ file: FileDescriptor) -> [Diagnostic] {
    file.methods.compactMap { method in
      guard TrainingOptions(method.options) != TrainingOptions(), TrainingMethod(method) == nil
      else { return nil }
      return Diagnostic(
        .warning, ruleID: id, at: SourceLocation(of: method),
        "\(method.name) has training options, but \(method.inputType.name) has no field of type "
          + "training.ModelID, so the daemon will not treat it as a training method; "
          + "add: training.ModelID model_id = …;")
    }
  }
}
