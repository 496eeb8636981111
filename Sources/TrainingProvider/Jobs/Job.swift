import TrainingProtos

/// A piece of background work for one model.
struct Job: Hashable, Sendable {
  /// What is to be done.
  let kind: Kind

  /// The model.
  let modelID: String

  /// The model's revision when it was claimed for this job.
  let revision: Int64

  /// How often the process died with this work in hand, whosever fault that was; and once more for
  /// each time at which the work was begun as a suspect.
  let suspicions: Int

  /// Whether the process has died more than once with this work in hand. Suspects are begun one at
  /// a time.
  var isSuspect: Bool { suspicions >= Self.suspectFrom }

  /// From how many suspicions on work is a suspect.
  static let suspectFrom = 2

  /// The kinds, in the order in which suspects are looked at: the quick ones first.
  enum Kind: Hashable, Sendable, CaseIterable {
    case fetch
    case validation
    case training
  }

  /// - Parameters:
  ///   - kind: what is to be done.
  ///   - model: the model as it was claimed.
  init(_ kind: Kind, of model: StoredModel) {
    self.kind = kind
    modelID = model.id
    revision = model.revision
    suspicions = model.attempts + model.suspicions
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

extension StoredModel {
  /// Notes that the process has the model's job in hand; and that it began a suspect last, should the
  /// process die.
  mutating func takeInHand(for job: Job) {
    isInHand = true
    if job.isSuspect { suspicions += 1 }
  }

  /// Notes that the process no longer has the model's job in hand, which did not end because the
  /// provider is stopped: that counts for nothing.
  mutating func setAside(_ job: Job) {
    guard isInHand else { return }
    isInHand = false
    if job.isSuspect { suspicions -= 1 }
  }
}
