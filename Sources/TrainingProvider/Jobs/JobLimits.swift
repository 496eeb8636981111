/// How much work goes on at once.
public struct JobLimits: Hashable, Sendable {
  /// How many datasets are fetched and validated at once.
  public var concurrentValidations: Int

  /// How many models are trained at once.
  public var concurrentTrainings: Int

  /// How often work is begun again whose process died under it, before the model is given up.
  public var maxAttempts: Int

  /// How long a shutdown waits for work that was cancelled.
  public var shutdownGrace: Duration

  public init(
    concurrentValidations: Int = 2, concurrentTrainings: Int = 1, maxAttempts: Int = 3,
    shutdownGrace: Duration = .seconds(20)
  ) {
    self.concurrentValidations = concurrentValidations
    self.concurrentTrainings = concurrentTrainings
    self.maxAttempts = maxAttempts
    self.shutdownGrace = shutdownGrace
  }
}
