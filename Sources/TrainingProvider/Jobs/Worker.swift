import Logging

/// Does jobs: takes a claimed model through fetching, validation or training, and stores the
/// result.
///
/// A result is stored only if the model is still at the revision the job was made for. So a model
/// that was deleted meanwhile stays deleted, and what the job made is removed.
struct Worker: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let storage: StorageBudget
  let methods: MethodTable
  let trainer: any Trainer
  let fetcher: any DatasetFetcher
  let limits: ProviderLimits
  let pools: WorkPools
  let settlement: Settlement
  let logger: Logger

  /// Does a job. Errors end in the registry and in the log.
  ///
  /// - Parameters:
  ///   - job: the job.
  ///   - crowd: the links that are being fetched.
  /// - Returns: the job that comes after it; `nil` if none does.
  func perform(_ job: Job, in crowd: TransferCrowd) async -> Job? {
    var log = logger
    log[metadataKey: "model_id"] = "\(job.modelID)"
    log[metadataKey: "job"] = "\(job.kind)"
    var before: StoredModel?
    do {
      let model = try await begin(job)
      before = model
      log.info("job begins")
      try Task.checkCancellation()
      let end =
        switch job.kind {
        case .fetch: try await fetch(model, for: job, in: crowd)
        case .validation: try await validate(model, for: job)
        case .training: try await train(model, for: job)
        }
      log.info("job ends")
      await removeFiles(of: model, given: end)
      return Job(of: end.after)
    } catch {
      await settle(job, of: before, error, log: log)
      return nil
    }
  }

  /// Notes that the process has the job in hand; and of a suspect that it began last, should the
  /// process die.
  private func begin(_ job: Job) async throws -> StoredModel {
    try await update(job) { $0.takeInHand(for: job) }.after
  }

  /// Removes what the model had when the job began and no longer has.
  ///
  /// The last change alone does not tell: it may have been stored by an attempt whose answer was
  /// lost.
  private func removeFiles(of model: StoredModel, given end: ModelUpdate) async {
    await directory.removeFiles(given: ModelUpdate(before: model, after: end.after))
  }

  /// Changes the model unless it moved on, and tries again until the registry can be written: hours
  /// of training are worth waiting for.
  ///
  /// - Parameters:
  ///   - job: the job.
  ///   - isDone: whether the change is there already: an attempt can be stored whose answer was an
  ///     error.
  ///   - change: the change.
  @discardableResult
  func update(
    _ job: Job, unless isDone: @escaping @Sendable (StoredModel) -> Bool = { _ in false },
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await settlement.update(job.modelID) { model in
      guard !isDone(model) else { return }
      try model.require(revision: job.revision)
      try change(&model)
    }
  }

  /// What the trainer gets to know about a model.
  func trainable(_ model: StoredModel) throws(ProviderError) -> TrainableModel {
    TrainableModel(model, method: try methods.method(of: model))
  }

  private func settle(
    _ job: Job, of before: StoredModel?, _ error: any Error, log: Logger
  ) async {
    do {
      if Task.isCancelled {
        try await update(job) { $0.setAside(job) }
        log.info("job is interrupted; the next start resumes it")
      } else {
        let failure = ProviderError.failure(of: job, error)
        let end = try await update(job, unless: { $0.hasFailed(failure, after: job.revision) }) {
          try $0.fail(failure)
        }
        log.notice("job fails: \(Clipping.line("\(failure)"))")
        await removeFiles(of: before ?? end.before, given: end)
      }
    } catch let error as ProviderError where error.code == .superseded {
      log.info("job is given up: \(error.message)")
    } catch {
      log.error("the end of a job cannot be stored: \(error)")
    }
  }
}

extension ProviderError {
  /// What an error means that ended a job.
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
