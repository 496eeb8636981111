/// How much work goes on at once.
public struct JobLimits: Hashable, Sendable {
  /// How many links are fetched at once. Fetching waits for strangers, so it has places of its own.
  public var concurrentFetches: Int

  /// How many datasets are inspected and validated at once, each on a thread.
  public var concurrentValidations: Int

  /// How many models are trained at once, each on a thread.
  public var concurrentTrainings: Int

  /// How many times the process may die while a job is the only one in hand before the job is given
  /// up.
  public var maxAttempts: Int

  /// For how long no other suspect is begun beside a job that may have killed the process twice.
  /// The time doubles with each further death, so that work which kills late is found out, too.
  ///
  /// The first suspect after a start runs alone for that time. Jobs that aren't suspects wait for
  /// it, and for the other suspects, but for those not longer than ten times the value from the
  /// start on.
  public var suspicionTime: Duration

  /// How long a shutdown waits for work that was cancelled.
  public var shutdownGrace: Duration

  public init(
    concurrentFetches: Int = 16, concurrentValidations: Int = 2, concurrentTrainings: Int = 1,
    maxAttempts: Int = 3, suspicionTime: Duration = .seconds(60),
    shutdownGrace: Duration = .seconds(20)
  ) {
    self.concurrentFetches = concurrentFetches
    self.concurrentValidations = concurrentValidations
    self.concurrentTrainings = concurrentTrainings
    self.maxAttempts = maxAttempts
    self.suspicionTime = suspicionTime
    self.shutdownGrace = shutdownGrace
  }
}
