import TrainingProtos

/// A piece of background work for one model.
struct Job: Hashable, Sendable {
  /// The kind of work to do.
  let kind: Kind

  /// The model's identifier.
  let modelID: String

  /// The model's revision when it was claimed for this job.
  let revision: Int64

  /// How often the process crashed while this job was running, whichever job was the cause, plus
  /// the number of times the job was started as a suspect.
  let suspicions: Int

  /// Whether the process has crashed more than once while this job was running. Suspects are
  /// started one at a time.
  var isSuspect: Bool { suspicions >= Self.suspectThreshold }

  /// The number of suspicions that makes a job a suspect.
  static let suspectThreshold = 2

  /// The kinds of work, in the order in which suspects are started: the quick ones first.
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

  /// The job that a model is waiting for, or `nil` if there isn't one or an upload has to end
  /// first.
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
  mutating func startRunning(for job: Job) {
    hasRunningJob = true
    if job.isSuspect { suspicions += 1 }
  }

  /// Notes that the process no longer has the model's job in hand, which did not end because the
  /// provider is stopped: that counts for nothing.
  mutating func setAside(_ job: Job) {
    guard hasRunningJob else { return }
    hasRunningJob = false
    if job.isSuspect { suspicions -= 1 }
  }
}
