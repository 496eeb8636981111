public import Foundation

/// A job that is running or waiting, for operators; see ``ModelProvider/unfinishedJobs()``.
public struct UnfinishedJob: Hashable, Sendable, Codable {
  /// The identifier of the model that the job is for.
  public var modelID: String

  /// The kind of work.
  public var kind: JobKind

  /// Whether the job is running, and if not, what it waits for.
  public var state: State

  /// When the paid call claimed the model. The job waits since then.
  public var claimedAt: Date

  /// When the job began; `nil` if it waits.
  public var startedAt: Date?

  /// The job's position among the waiting jobs of its kind, in the order in which they would begin if
  /// no running job ended meanwhile. The first one has the position 1. `nil` for a job that doesn't
  /// wait for its turn.
  public var position: Int?

  /// How far a training is; `nil` if its trainer has reported nothing.
  public var progress: TrainingProgress?

  /// Creates a description of a job.
  public init(
    modelID: String, kind: JobKind, state: State, claimedAt: Date, startedAt: Date? = nil,
    position: Int? = nil, progress: TrainingProgress? = nil
  ) {
    self.modelID = modelID
    self.kind = kind
    self.state = state
    self.claimedAt = claimedAt
    self.startedAt = startedAt
    self.position = position
    self.progress = progress
  }

  /// What a job is doing.
  public enum State: String, Hashable, Sendable, Codable {
    /// The job is running.
    case running

    /// The job was cancelled and is about to end.
    case ending

    /// The job waits for its turn.
    case waiting

    /// The job has begun and found too little disk space. It looks for space again soon.
    case waitingForSpace

    /// Another provider has a claim to the job, or the claims can't be asked. The provider asks for a
    /// claim again soon; see ``JobClaims``.
    case waitingForClaim
  }

  /// A job that runs.
  init(_ job: Job, _ running: RunningJob) {
    self.init(job, running.task.isCancelled ? .ending : .running)
    startedAt = running.start
    progress = running.run?.progress
  }

  /// A job that waits.
  init(_ job: Job, _ state: State, position: Int? = nil) {
    modelID = job.modelID
    kind = job.kind
    claimedAt = job.claimedAt
    self.state = state
    self.position = position
  }
}
