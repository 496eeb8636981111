/// The right to do a job, for a limited time.
public struct JobClaim: Hashable, Sendable {
  /// The job.
  public var job: JobReference

  /// A number that is larger than that of every earlier claim to the job. The registry refuses changes
  /// under a claim if it has seen a larger number; see ``ModelRegistry/update(_:under:_:)``.
  public var fence: Int64

  /// How long the claim lasts from the moment at which it was asked for or renewed.
  public var term: Duration

  /// Creates a claim.
  public init(to job: JobReference, fence: Int64, term: Duration) {
    self.job = job
    self.fence = fence
    self.term = term
  }
}
