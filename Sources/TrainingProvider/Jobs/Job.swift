import TrainingProtos

/// A piece of background work for one model.
struct Job: Hashable, Sendable {
  /// What is to be done.
  let kind: Kind

  /// The model.
  let modelID: String

  /// The model's revision when it was claimed for this job.
  let revision: Int64

  /// Whether the process died with this work in hand more than once, and it is not known whose
  /// fault it was: it is done while nothing else is.
  let isSuspect: Bool

  /// The kinds, in the order in which suspects are looked at: the quick ones first.
  enum Kind: Hashable, Sendable, CaseIterable {
    case fetch
    case validation
    case training
  }

  init(_ kind: Kind, of model: StoredModel) {
    self.kind = kind
    modelID = model.id
    revision = model.revision
    isSuspect = model.attempts + model.suspicions >= 2
  }

  /// The job that a model waits for; `nil` if it waits for none, or for an upload to end.
  init?(of model: StoredModel) {
    switch model.status {
    case .validating where model.candidate != nil: self.init(.validation, of: model)
    case .validating where !model.trainingDataLink.isEmpty: self.init(.fetch, of: model)
    case .training: self.init(.training, of: model)
    default: return nil
    }
  }
}
