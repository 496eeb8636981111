import Logging
import TrainingProtos

/// Deals with the unfinished work of a process that crashed or was stopped.
struct Recovery {
  let registry: any ModelRegistry
  let retryingRegistry: RetryingRegistry
  let limits: JobLimits
  let logger: Logger
  /// The claims to jobs. Jobs that another provider has claimed are left alone.
  var claims: any JobClaims = LocalJobClaims()
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
    let claimed = try await claim(models)
    let wasOnlyJob = await wasOnlyJob(
      models.count { $0.hasRunningJob && claimed[$0.id] != nil })
    var jobs: [Job] = []
    for model in models {
      do {
        if let job = try await resume(model, under: claimed[model.id], wasOnlyJob: wasOnlyJob) {
          jobs.append(job)
        }
      } catch let error as ProviderError where error.code == .storageFull {
        // The provider has to start even if the disk is full.
        logger.error("the registry cannot be written: \(error)")
        if let job = Job(of: model) { jobs.append(job) }
      } catch let error as ProviderError where [.claimLost, .superseded].contains(error.code) {
        logger.info("work goes on elsewhere", metadata: ["model_id": "\(model.id)"])
      }
    }
    await directory?.clearCrash()
    // A claim that can't be released ends with its term.
    for claim in claimed.values { try? await claims.release(claim) }
    return jobs.sorted { $0.claimedAt < $1.claimedAt }
  }

  /// Claims the work that seems to have been interrupted. What can't be claimed is being done elsewhere.
  ///
  /// - Returns: the claims by the model's identifier.
  private func claim(_ models: [StoredModel]) async throws -> [String: JobClaim] {
    var claimed: [String: JobClaim] = [:]
    for model in models where model.hasRunningJob || Job(of: model) == nil {
      let job = JobReference(modelID: model.id, revision: model.revision)
      claimed[model.id] = try await claims.claim(job, after: model.fence)
    }
    return claimed
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

  private func resume(
    _ model: StoredModel, under claim: JobClaim?, wasOnlyJob: Bool
  ) async throws -> Job? {
    // Its job waits until the claim of the provider that is doing the work ends.
    guard let claim else { return Job(of: model) }
    guard Job(of: model) != nil else {
      try await giveUp(
        model, under: claim, "the provider restarted during the upload: upload the file again")
      return nil
    }
    let attempts = model.attempts + (wasOnlyJob ? 1 : 0)
    guard attempts < limits.maxAttempts else {
      try await giveUp(
        model, under: claim, "the work did not survive \(attempts) attempts; ask the provider")
      return nil
    }
    let resumed = try await registry.update(model.id, under: claim) { current in
      try current.require(revision: model.revision)
      current.hasRunningJob = false
      current.attempts = attempts
      if !wasOnlyJob { current.suspicions += 1 }
    }
    return Job(of: resumed.after)
  }

  private func giveUp(
    _ model: StoredModel, under claim: JobClaim, _ reason: String
  ) async throws {
    logger.notice("work is given up: \(reason)", metadata: ["model_id": "\(model.id)"])
    try await retryingRegistry.updateInBackground(model.id, under: claim) {
      try $0.require(revision: model.revision)
      try $0.fail(ProviderError(.workLost, reason))
    }
    await directory?.removeCheckpoints(of: model)
    await directory?.blobs.delete(model.blobs(.checkpoints))
  }
}
