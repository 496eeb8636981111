import Foundation
import TrainingProtos

/// A piece of background work for one model.
struct Job: Hashable, Sendable {
  /// The kind of work to do.
  let kind: Kind

  /// The model's identifier.
  let modelID: String

  /// The model's revision when it was claimed for this job.
  let revision: Int64

  /// The user that the job counts for.
  let user: JobUser

  /// When the model was claimed for the job.
  let claimedAt: Date

  /// How often the process crashed while this job was running, whichever job was the cause, plus
  /// the number of times the job was started as a suspect.
  let suspicions: Int

  /// When a job for the model last started, in this process or in one that crashed.
  let lastStart: Date?

  /// The largest fence that the registry had seen for the model when the job was made.
  let fence: Int64

  /// Whether another provider accepted the work, as far as this one knows.
  var isAdopted = false

  /// How the job has waited for disk space or for a claim; `nil` if it hasn't.
  var wait: Wait?

  /// Whether the process has crashed more than once while this job was running. Suspects are
  /// started one at a time.
  var isSuspect: Bool { suspicions >= Self.suspectThreshold }

  /// The name of the job's transfer among those of all jobs. It differs from that of an earlier job
  /// for the same model, which may still be ending.
  var transferName: String { "\(reference)" }

  /// The job's name for ``JobClaims``.
  var reference: JobReference { JobReference(modelID: modelID, revision: revision) }

  /// The number of suspicions that makes a job a suspect.
  static let suspectThreshold = 2

  typealias Kind = JobKind

  /// - Parameters:
  ///   - kind: the kind of work.
  ///   - model: the model as it was claimed.
  init(_ kind: Kind, of model: StoredModel) {
    self.kind = kind
    modelID = model.id
    revision = model.revision
    user = JobUser(of: model)
    claimedAt = model.updatedAt
    suspicions = model.attempts + model.suspicions
    lastStart = model.jobStart
    fence = model.fence
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
  /// Records that the job is running, and since when. If the process crashes, the suspect that
  /// started last comes first among equals. A suspect also gets one more suspicion, so that it comes
  /// before suspects that never started.
  mutating func startRunning(for job: Job, at date: Date = Date()) {
    hasRunningJob = true
    jobStart = date
    if job.isSuspect { suspicions += 1 }
  }

  /// Whether the model's next job is a suspect.
  var isSuspect: Bool { attempts + suspicions >= Job.suspectThreshold }

  /// Counts a run that never ended, because the provider that had the claim is gone.
  ///
  /// Such a run makes the job more suspicious. That of a suspect is an attempt, because suspects are started
  /// one at a time.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/workLost`` if the job has had all its attempts.
  mutating func countLostRun(atMost maxAttempts: Int) throws(ProviderError) {
    guard hasRunningJob else { return }
    if isSuspect { attempts += 1 } else { suspicions += 1 }
    guard attempts < maxAttempts else {
      throw ProviderError(
        .workLost, "the work did not survive \(attempts) attempts; ask the provider", modelID: id)
    }
  }

  /// Records that the job was interrupted because the provider is shutting down. Such an
  /// interruption counts neither as an attempt nor as a suspicion.
  mutating func setAside(_ job: Job) {
    guard hasRunningJob else { return }
    hasRunningJob = false
    jobStart = job.lastStart
    if job.isSuspect { suspicions -= 1 }
  }
}
