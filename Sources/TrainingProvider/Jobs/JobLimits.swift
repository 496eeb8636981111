/// How much work goes on at once.
public struct JobLimits: Hashable, Sendable {
  /// How many links are fetched at once. Fetching waits for strangers, so it has places of its own.
  public var concurrentFetches: Int

  /// How many datasets are inspected and validated at once, each on a thread.
  public var concurrentValidations: Int

  /// How many models are trained at once, each on a thread.
  public var concurrentTrainings: Int

  /// How often work is begun again whose process died under it, before the model is given up. Only
  /// deaths count at which nothing else was in hand.
  public var maxAttempts: Int

  /// For how long nothing else is begun beside work that is suspected of killing the process.
  public var suspicionTime: Duration

  /// How long a shutdown waits for work that was cancelled.
  public var shutdownGrace: Duration

  public init(
    concurrentFetches: Int = 16, concurrentValidations: Int = 2, concurrentTrainings: Int = 1,
    maxAttempts: Int = 3, suspicionTime: Duration = .seconds(10 * 60),
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
