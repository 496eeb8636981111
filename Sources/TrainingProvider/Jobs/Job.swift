/// A piece of background work for one model.
struct Job: Hashable, Sendable {
  /// What is to be done.
  let kind: Kind

  /// The model.
  let modelID: String

  /// The model's revision when it was claimed for this job.
  let revision: Int64

  enum Kind: Hashable, Sendable, CaseIterable {
    case validation
    case training
  }

  init(_ kind: Kind, of model: StoredModel) {
    self.kind = kind
    modelID = model.id
    revision = model.revision
  }
}
