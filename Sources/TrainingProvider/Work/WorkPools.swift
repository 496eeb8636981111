/// The provider's own threads, by what they are for, so that one kind of work never waits for
/// another.
struct WorkPools: Sendable {
  /// Writes, synchronizes, moves and removes files.
  let files: WorkPool

  /// Asks the trainer for prices, which somebody waits for.
  let prices: WorkPool

  /// Inspects archives and lets the trainer validate them.
  let validations: WorkPool

  /// Trains.
  let trainings: WorkPool

  /// Only prices have a bound of their own: jobs and uploads have places, and neither a look at the
  /// free space nor the removal of files may be refused.
  init(_ limits: JobLimits) {
    files = WorkPool("files", threads: 8, maxWaiting: .max)
    prices = WorkPool("prices", threads: 2, maxWaiting: 256)
    validations = WorkPool(
      "validations", threads: max(limits.concurrentValidations, 1), maxWaiting: .max,
      priority: .computing)
    trainings = WorkPool(
      "trainings", threads: max(limits.concurrentTrainings, 1), maxWaiting: .max,
      priority: .computing)
  }
}
