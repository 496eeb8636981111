import Foundation
import Logging

/// Runs jobs: fetches, validates or trains for a claimed model, and stores the result.
///
/// A result is stored only if the model still has the revision that the job was created for. So a
/// model that was deleted meanwhile stays deleted, and the files of the job are removed. It is also
/// refused if the claim to the job was lost; see ``JobClaims``.
struct Worker: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let storage: StorageBudget
  let methods: MethodTable
  let trainer: any Trainer
  let fetcher: any DatasetFetcher
  let limits: ProviderLimits
  let pools: WorkPools
  let retryingRegistry: RetryingRegistry
  let claims: ClaimHolder
  let observer: JobObserver
  let logger: Logger

  /// Runs a job under a claim. Errors go into the registry and the log.
  ///
  /// - Parameters:
  ///   - job: the job.
  ///   - queue: the queue that runs the job.
  /// - Returns: the job that follows, which is the same job if it has to wait for disk space or for a
  ///   claim; `nil` if none does.
  func perform(_ job: Job, in queue: JobQueue) async -> Job? {
    let log = logger(for: job)
    do {
      let end = try await claims.run(job.reference, after: job.fence) { held in
        await queue.attach(held, to: job)
        return await perform(job, under: held, in: queue, log: log)
      }
      switch end {
      case .ended(let next): return next
      case .claimLost: log.error("the claim to the job was lost, so its work was given up")
      case nil: log.info("another provider has a claim to the job")
      }
    } catch {
      log.error("the job cannot be claimed: \(Clipping.logLine("\(error)"))")
    }
    return postponeUnclaimed(job)
  }

  /// How a job ended that had a claim.
  private enum End: Sendable {
    /// The end is stored. Another job may follow.
    case ended(next: Job?)
    /// Nothing is stored, because the job is somebody else's by now.
    case claimLost
  }

  private func perform(
    _ job: Job, under held: HeldClaim, in queue: JobQueue, log: Logger
  ) async -> End {
    var before: StoredModel?
    do {
      let model = try await begin(job, under: held)
      before = model
      guard model.hasRunningJob else {
        observer.ended(job, .postponed)
        return .ended(next: Job(of: model))
      }
      log.info("job begins")
      try Task.checkCancellation()
      let end =
        switch job.kind {
        case .fetch: try await fetch(model, for: job, under: held, in: queue.fetches)
        case .validation: try await validate(model, for: job, under: held)
        case .training: try await train(model, for: job, under: held, in: queue, log: log)
        }
      log.info("job ends")
      observer.ended(job, .succeeded)
      await removeFiles(of: model, given: end)
      return .ended(next: Job(of: end.after))
    } catch {
      if held.isLost || Self.isLoss(error) { return .claimLost }
      // A job that never began still has the space that was reserved for it. The space is released
      // before the failure is stored, because a later job may reserve some then.
      if job.kind == .fetch { storage.takeHeld(for: job.modelID)?.release() }
      if let later = await postpone(job, under: held, error, log: log) {
        return .ended(next: later)
      }
      return await recordFailure(
        job, under: held, of: before, (error as? Shortage)?.cause ?? error, log: log)
    }
  }

  /// Sets a job aside that has no claim. Nothing is stored, because the job may be another provider's.
  ///
  /// - Returns: the job; `nil` if it was cancelled.
  private func postponeUnclaimed(_ job: Job) -> Job? {
    if job.kind == .fetch { storage.takeHeld(for: job.modelID)?.release() }
    observer.ended(job, Task.isCancelled ? .interrupted : .postponed)
    return Task.isCancelled ? nil : job.waitingForClaim()
  }

  private static func isLoss(_ error: any Error) -> Bool {
    (error as? ProviderError)?.code == .claimLost
  }

  /// Records that the job is running.
  ///
  /// - Returns: the model. No job is running for it if the job has become a suspect, because its last run was
  ///   lost: it begins again in its turn.
  private func begin(_ job: Job, under held: HeldClaim) async throws -> StoredModel {
    let isShared = claims.areShared
    return try await retryingRegistry.update(job.modelID, under: held.claim) { model in
      try held.check()
      try model.require(job)
      // This is the first change under the claim. An earlier attempt may have been stored although it
      // returned an error.
      if model.fence == held.claim.fence { return }
      if isShared, model.hasRunningJob {
        try model.countLostRun(atMost: limits.jobs.maxAttempts)
        model.hasRunningJob = job.isSuspect || !model.isSuspect
        guard model.hasRunningJob else { return }
      }
      model.startRunning(for: job)
    }.after
  }

  /// Sets a job aside that needs more disk space than there is.
  ///
  /// - Returns: the job; `nil` if it doesn't lack space or has waited for long enough.
  private func postpone(
    _ job: Job, under held: HeldClaim, _ error: any Error, log: Logger
  ) async -> Job? {
    guard let shortage = error as? Shortage, !Task.isCancelled,
      let later = job.waiting(for: shortage, atMost: limits.storage.maxWait)
    else { return nil }
    let what = shortage.isMidway ? "work has to begin again" : "work cannot begin yet"
    log.error("\(what): \(Clipping.logLine("\(shortage.cause)"))")
    observer.ended(job, .postponed)
    // An error is ignored: it only means that a crash counts as one during this job.
    _ = try? await registry.update(job.modelID, under: held.claim) { model in
      try model.require(revision: job.revision)
      model.setAside(job)
    }
    return later
  }

  /// Prepares the work of a job that was paid for and has not begun. If the disk is full or the
  /// registry can't be read, the job waits instead of failing.
  func prepare<T>(_ work: () async throws -> T) async throws -> T {
    do {
      return try await work()
    } catch  where !RetryingRegistry.isDecision(error) {
      throw Shortage(cause: error, isMidway: false)
    }
  }

  /// Runs the trainer. If it fails while the disk is full, the job begins again later.
  func runTrainer<T>(_ work: () async throws -> T) async throws -> T {
    do {
      return try await work()
    } catch  where !RetryingRegistry.isDecision(error) && !(error is DatasetRejection) {
      guard await isDiskFull(error) else { throw error }
      throw Shortage(cause: ProviderError.storageFull(cause: error), isMidway: true)
    }
  }

  /// Whether work failed because a disk is full. Many errors don't tell, so the free space counts as
  /// well.
  private func isDiskFull(_ error: any Error) async -> Bool {
    if SystemError.isShortage(error) { return true }
    do {
      try await storage.checkFree()
      return false
    } catch {
      return SystemError.isShortage(error)
    }
  }

  /// Removes the files that the model referred to when the job began and no longer refers to.
  ///
  /// The last update alone doesn't show them: an earlier attempt may have stored it without a
  /// reply.
  private func removeFiles(of model: StoredModel, given end: ModelUpdate) async {
    await directory.removeFiles(given: ModelUpdate(before: model, after: end.after))
  }

  /// Changes the model unless its revision has changed, and retries until the registry can be
  /// written: the results of hours of training must not get lost.
  ///
  /// - Parameters:
  ///   - job: the job.
  ///   - held: the claim to the job.
  ///   - isDone: whether the change was already made: an attempt may have been stored although it
  ///     returned an error.
  ///   - change: the change.
  @discardableResult
  func update(
    _ job: Job, under held: HeldClaim,
    unless isDone: @escaping @Sendable (StoredModel) -> Bool = { _ in false },
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await retryingRegistry.update(job.modelID, under: held.claim) { model in
      guard !isDone(model) else { return }
      try held.check()
      try model.require(revision: job.revision)
      try change(&model)
    }
  }

  private func logger(for job: Job) -> Logger {
    var log = logger
    log[metadataKey: "model_id"] = "\(job.modelID)"
    log[metadataKey: "job"] = "\(job.kind)"
    return log
  }

  /// The view of a model that the trainer gets.
  func trainable(_ model: StoredModel) throws(ProviderError) -> TrainableModel {
    TrainableModel(model, method: try methods.method(of: model))
  }

  private func recordFailure(
    _ job: Job, under held: HeldClaim, of before: StoredModel?, _ error: any Error, log: Logger
  ) async -> End {
    do {
      if Task.isCancelled {
        try await update(job, under: held) { $0.setAside(job) }
        log.info("job is interrupted; the next start resumes it")
        observer.ended(job, .interrupted)
      } else {
        let failure = ProviderError.failure(of: job, error)
        let end = try await update(
          job, under: held, unless: { $0.hasFailed(failure, after: job.revision) }
        ) {
          try $0.fail(failure)
        }
        log.notice("job fails: \(Clipping.logLine("\(failure)"))")
        await removeFiles(of: before ?? end.before, given: end)
      }
    } catch let error as ProviderError where error.code == .superseded {
      log.info("job is given up: \(error.message)")
      // A trainer may have written checkpoints after its model was deleted. Or the job was done elsewhere,
      // after this provider had lost its claim.
      if job.kind == .training { await directory.removeCheckpoints(of: job.reference) }
      observer.ended(job, .superseded)
    } catch  where Self.isLoss(error) {
      return .claimLost
    } catch {
      log.error("the end of a job cannot be stored: \(error)")
    }
    return .ended(next: nil)
  }
}

extension ProviderError {
  /// The provider error for an error that ended a job.
  fileprivate static func failure(of job: Job, _ error: any Error) -> ProviderError {
    switch error {
    case let error as ProviderError:
      error
    case let rejection as DatasetRejection:
      ProviderError(.datasetRejected, rejection.reason, cause: rejection)
    default:
      ProviderError(
        .trainerFailed, "the \(job.kind) failed inside the provider; its log says why",
        cause: error)
    }
  }
}
