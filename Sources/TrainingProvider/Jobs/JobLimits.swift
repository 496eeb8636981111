/// How many jobs run at the same time, how many may wait, and when a job that crashes the process is
/// given up.
///
/// If providers share their work, the limits are those of one provider, unless they say otherwise. What a
/// provider has accepted counts at that provider until it is begun, here or elsewhere. What it knows of
/// the others is up to two thirds of a claim's term old; see ``JobClaims/takeoverInterval``.
///
/// Calls that would exceed the number of waiting jobs are refused with RESOURCE_EXHAUSTED before
/// anybody pays. So are questions for their prices. An upload counts as a waiting validation from its
/// beginning. Jobs that a restart resumes are never refused.
public struct JobLimits: Hashable, Sendable {
  /// How many links are fetched at once. Other people's servers decide how long a fetch takes, so
  /// fetches don't count against the other limits.
  public var concurrentFetches: Int

  /// How many datasets are inspected and validated at once, each on a thread.
  public var concurrentValidations: Int

  /// How many models are trained at once, each on a thread.
  public var concurrentTrainings: Int

  /// How many models may wait for a validation, including those whose links are waiting to be
  /// fetched.
  public var maxWaitingValidations: Int

  /// How many models may wait for a training.
  public var maxWaitingTrainings: Int

  /// How many models may wait for a validation, and how many for a training, at all providers that share
  /// their work. A limit that is smaller than those of the provider itself counts as much as they do.
  ///
  /// Each provider compares the limit with what it knows, so all of them together can exceed it by what
  /// they accept between two looks at the work of the others.
  public var maxWaitingInAll: Int

  /// How many models of one user may wait for a validation, and how many for a training, at all
  /// providers that share their work. The first address of a model's list stands for its user.
  public var maxWaitingPerUser: Int

  /// How many models without an address may wait for a validation, and how many for a training.
  /// Nobody knows whose they are, so they count together.
  public var maxWaitingWithoutAddress: Int

  /// How long a training that providers share goes on before its checkpoints are saved again, if they
  /// have changed. If saving takes more than a tenth of that time, they are saved less often.
  public var checkpointInterval: Duration

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
    maxWaitingValidations: Int = 1024, maxWaitingTrainings: Int = 1024, maxWaitingPerUser: Int = 64,
    maxWaitingWithoutAddress: Int = 512, maxWaitingInAll: Int = 8192,
    checkpointInterval: Duration = .seconds(30), maxAttempts: Int = 3,
    suspicionTime: Duration = .seconds(60),
    shutdownGrace: Duration = .seconds(20)
  ) {
    self.concurrentFetches = concurrentFetches
    self.concurrentValidations = concurrentValidations
    self.concurrentTrainings = concurrentTrainings
    self.maxWaitingValidations = maxWaitingValidations
    self.maxWaitingTrainings = maxWaitingTrainings
    self.maxWaitingInAll = maxWaitingInAll
    self.maxWaitingPerUser = maxWaitingPerUser
    self.maxWaitingWithoutAddress = maxWaitingWithoutAddress
    self.checkpointInterval = checkpointInterval
    self.maxAttempts = maxAttempts
    self.suspicionTime = suspicionTime
    self.shutdownGrace = shutdownGrace
  }
}
