/// How many jobs run at the same time, and when a job that crashes the process is given up.
public struct JobLimits: Hashable, Sendable {
  /// How many links are fetched at once. Other people's servers decide how long a fetch takes, so
  /// fetches don't count against the other limits.
  public var concurrentFetches: Int

  /// How many datasets are inspected and validated at once, each on a thread.
  public var concurrentValidations: Int

  /// How many models are trained at once, each on a thread.
  public var concurrentTrainings: Int

  /// How many times the process may crash while a job is the only one running before that job is
  /// given up.
  public var maxAttempts: Int

  /// How long a job that may have crashed the process twice runs before the next such suspect is
  /// started beside it. The time doubles with each further crash, so a job that crashes the process
  /// late is found, too.
  ///
  /// The first suspect after a start runs alone for that time. Jobs that aren't suspects wait for
  /// all suspects, but no longer than ten times this value after the start.
  public var suspicionTime: Duration

  /// How long a shutdown waits for cancelled work to end.
  public var shutdownGrace: Duration

  /// Creates limits; each is the default unless given.
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
