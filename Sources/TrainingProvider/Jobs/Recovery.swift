import Logging
import TrainingProtos

/// Deals with the unfinished work of a process that crashed or was stopped.
struct Recovery {
  let registry: any ModelRegistry
  let retryingRegistry: RetryingRegistry
  let limits: JobLimits
  let logger: Logger
  /// The directory in which the recovery is recorded; `nil` to record nothing.
  var directory: DataDirectory?

  /// Finds the work to resume.
  ///
  /// Fetches, validations and trainings start again, because the daemon would poll a model that
  /// stays VALIDATING or TRAINING for ever. An upload cannot be resumed.
  ///
  /// A job that keeps crashing the process is given up. A crash counts as an attempt of the job
  /// only if no other job was running. Otherwise any of the jobs can be the cause, and each of them
  /// gets a suspicion; see ``JobQueue``.
  ///
  /// - Returns: the jobs to resume, in the order in which they were paid for.
  func run() async throws -> [Job] {
    let models = try await registry.storedModels(in: [.validating, .training])
    let wasOnlyJob = await wasOnlyJob(models.count(where: \.hasRunningJob))
    var jobs: [Job] = []
    for model in models {
      do {
        if let job = try await resume(model, wasOnlyJob: wasOnlyJob) { jobs.append(job) }
      } catch let error as ProviderError where error.code == .storageFull {
        // The provider has to start even if the disk is full.
        logger.error("the registry cannot be written: \(error)")
        if let job = Job(of: model) { jobs.append(job) }
      }
    }
    await directory?.clearCrash()
    return jobs.sorted { $0.claimedAt < $1.claimedAt }
  }

  /// Whether only one job was running when the process crashed.
  ///
  /// The number is recorded first: if the process crashes again during the recovery, some models no
  /// longer show that they had a running job.
  private func wasOnlyJob(_ count: Int) async -> Bool {
    guard let directory, count > 0 else { return count == 1 }
    if let recorded = await directory.recordedCrash() { return recorded == 1 }
    await directory.recordCrash(runningJobs: count)
    return count == 1
  }

  private func resume(_ model: StoredModel, wasOnlyJob: Bool) async throws -> Job? {
    guard Job(of: model) != nil else {
      try await giveUp(model, "the provider restarted during the upload: upload the file again")
      return nil
    }
    guard model.hasRunningJob else { return Job(of: model) }
    let attempts = model.attempts + (wasOnlyJob ? 1 : 0)
    guard attempts < limits.maxAttempts else {
      try await giveUp(
        model, "the work did not survive \(attempts) attempts; ask the provider")
      return nil
    }
    let resumed = try await registry.update(model.id) { model in
      model.hasRunningJob = false
      model.attempts = attempts
      if !wasOnlyJob { model.suspicions += 1 }
    }
    return Job(of: resumed.after)
  }

  private func giveUp(_ model: StoredModel, _ reason: String) async throws {
    logger.notice("work is given up: \(reason)", metadata: ["model_id": "\(model.id)"])
    try await retryingRegistry.updateInBackground(model.id) {
      try $0.require(revision: model.revision)
      try $0.fail(ProviderError(.workLost, reason))
    }
    await directory?.removeCheckpoints(of: model)
  }
}
