import SwiftProtobuf
public import SwiftProtobufPluginLibrary
import TrainingManifest

/// Warns about a request that names a model in a way that the daemon doesn't recognise.
public enum ModelNotCounted: Rule {
  public static let summary = RuleSummary(
    "model-not-counted", .warning,
    reason: "The request names a model, but not in a direct field of type training.ModelID.",
    affects: "The daemon, which does not treat the method as a training method.",
    remedy: "Give the request a field: training.ModelID model_id = …;")

  public static func check(_ file: FileDescriptor, in publication: Publication) -> [Breach] {
    guard !file.isTrainingContract else { return [] }
    return file.methods.filter { !$0.isTrainingMethod }.compactMap { method in
      nearMiss(in: method.inputType, publication).map { found in
        Breach(
          at: SourcePlace(of: method),
          "\(method.name) isn't a training method, because \(found); give the request a direct "
            + "field, as the daemon requires: training.ModelID model_id = …;")
      }
    }
  }

  private static func nearMiss(in request: Descriptor, _ publication: Publication) -> String? {
    if request.fullName == TrainingMethod.modelIDName {
      return "its request is training.ModelID itself"
    }
    if let field = request.fields.first(where: { $0.type == .string && $0.name == "model_id" }) {
      return "\(request.name).\(field.name) is a string"
    }
    return publication.modelPaths.path(from: request).map {
      "its request has a training.ModelID only in \($0)"
    }
  }
}
