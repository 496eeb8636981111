/// The provider's threads, separated by purpose, so that one kind of work never waits for another.
struct WorkPools: Sendable {
  /// Writes, synchronizes, moves and removes files.
  let files: WorkPool

  /// Asks the trainer for prices while a call waits for the answer.
  let prices: WorkPool

  /// Inspects archives and runs the trainer's validations.
  let validations: WorkPool

  /// Runs the trainer's trainings.
  let trainings: WorkPool

  /// Only the queue for prices is limited. The number of jobs and uploads is limited elsewhere, and
  /// checking the free space or removing files must never be refused.
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
