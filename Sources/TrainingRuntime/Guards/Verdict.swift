import TrainingManifest
import TrainingProtos

/// What a guard decides on one identifier; put into words only when something is wrong with it.
enum Verdict {
  /// The call may use the model.
  case usable(ModelReference.Origin, version: String?)
  /// A rule is violated that needs no more said than the identifier.
  case refused(GuardRule)
  /// The caller may use the model, but it has another status than READY_TO_USE.
  case notReady(Training_Status)
}

extension Violation {
  /// - Parameters:
  ///   - verdict: any but ``Verdict/usable(_:version:)``.
  ///   - id: what it is about.
  ///   - path: where the request names the model.
  init(_ verdict: Verdict, on id: String, at path: FieldPath) {
    switch verdict {
    case .refused(.required):
      self.init(.required, at: path, "name a model: this method has no default one")
    case .refused(.malformed):
      self.init(
        .malformed, at: path,
        "a model's identifier is 1 to \(ModelIdentifier.maxLength) printable ASCII characters")
    case .notReady(let status):
      self.init(
        .notReady, at: path, "model \(id) is \(status.protoName), not READY_TO_USE",
        modelID: id, status: status)
    case .usable, .refused:
      self.init(
        .notFound, at: path, "there is no model \(id) that this caller can use", modelID: id)
    }
  }
}
