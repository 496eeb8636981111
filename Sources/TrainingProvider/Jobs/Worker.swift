import Logging

/// Does jobs: takes a claimed model through a validation or a training, and stores the result.
///
/// A result is stored only if the model is still at the revision the job was made for. So a model
/// that was deleted meanwhile stays deleted, and what the job made is removed.
struct Worker: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let methods: MethodTable
  let trainer: any Trainer
  let fetcher: any DatasetFetcher
  let limits: ProviderLimits
  let logger: Logger

  /// Does a job. Errors end in the registry and in the log.
  func perform(_ job: Job) async {
    var log = logger
    log[metadataKey: "model_id"] = "\(job.modelID)"
    log[metadataKey: "job"] = "\(job.kind)"
    do {
      let model = try await begin(job)
      log.info("job begins")
      try Task.checkCancellation()
      switch job.kind {
      case .validation: try await validate(model, for: job)
      case .training: try await train(model, for: job)
      }
      log.info("job ends")
    } catch {
      await settle(job, error, log: log)
    }
  }

  /// Changes the model unless it moved on. Tries again when the registry cannot be written, e.g.
  /// because the disk is full: hours of training are worth waiting for half a minute.
  @discardableResult
  func update(
    _ job: Job, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    for delay in [1, 2, 4, 8, 15] {
      do {
        return try await updateOnce(job, change)
      } catch let error as ProviderError {
        throw error
      } catch {
        logger.error(
          "registry cannot be written: \(error)", metadata: ["model_id": "\(job.modelID)"])
        try? await Task.sleep(for: .seconds(delay))
      }
    }
    return try await updateOnce(job, change)
  }

  private func updateOnce(
    _ job: Job, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await registry.update(job.modelID) { model in
      try model.require(revision: job.revision)
      try change(&model)
    }
  }

  /// What the trainer gets to know about a model.
  func trainable(_ model: StoredModel) throws(ProviderError) -> TrainableModel {
    TrainableModel(model, method: try methods.method(of: model))
  }

  private func begin(_ job: Job) async throws -> StoredModel {
    try await update(job) { $0.attempts += 1 }.after
  }

  private func settle(_ job: Job, _ error: any Error, log: Logger) async {
    if let error = error as? ProviderError, error.code == .superseded {
      return log.info("job is for nothing: \(error.message)")
    }
    do {
      if Task.isCancelled {
        log.info("job is interrupted; the next start resumes it")
        try await update(job) { $0.attempts = max($0.attempts - 1, 0) }
      } else {
        let failure = ProviderError.failure(of: job, error)
        log.notice("job fails: \(failure)")
        try await update(job) { try $0.fail(failure.message) }
      }
    } catch let error as ProviderError where error.code == .superseded {
      log.info("job is for nothing: \(error.message)")
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
