import Logging
import TrainingProtos

/// Cleans up at start what a process that died or was stopped left behind.
struct Recovery {
  let registry: any ModelRegistry
  let settlement: Settlement
  let limits: JobLimits
  let logger: Logger
  /// Where it is noted that something is being put right; `nil` to do without.
  var directory: DataDirectory?

  /// Finds the work to resume.
  ///
  /// Fetching, a validation or a training begins anew, because the daemon would poll for ever a
  /// model that stays VALIDATING or TRAINING. An upload cannot be resumed.
  ///
  /// Work that keeps killing the process is given up. A death counts as an attempt only if nothing
  /// else was in hand. Otherwise nobody knows which piece of work it was, and all of them get a
  /// suspicion; see ``JobQueue``.
  ///
  /// - Returns: the jobs to resume, those of the oldest models first.
  func run() async throws -> [Job] {
    let models = try await registry.storedModels(in: [.validating, .training])
    let isAlone = await isAlone(models.count(where: \.isInHand))
    var jobs: [Job] = []
    for model in models {
      do {
        if let job = try await resume(model, isAlone: isAlone) { jobs.append(job) }
      } catch let error as ProviderError where error.code == .storageFull {
        // A full disk must not keep the provider from serving.
        logger.error("the registry cannot be written: \(error)")
        if let job = Job(of: model) { jobs.append(job) }
      }
    }
    await directory?.forgetDeath()
    return jobs
  }

  /// Whether one piece of work was in hand when the process died.
  ///
  /// If it dies again while this is put right, some models do not tell any more. So what was found first
  /// counts.
  private func isAlone(_ count: Int) async -> Bool {
    guard let directory, count > 0 else { return count == 1 }
    if let noted = await directory.notedDeath() { return noted == 1 }
    await directory.noteDeath(count)
    return count == 1
  }

  private func resume(_ model: StoredModel, isAlone: Bool) async throws -> Job? {
    guard Job(of: model) != nil else {
      try await giveUp(model, "the provider restarted during the upload: upload the file again")
      return nil
    }
    guard model.isInHand else { return Job(of: model) }
    let attempts = model.attempts + (isAlone ? 1 : 0)
    guard attempts < limits.maxAttempts else {
      try await giveUp(
        model, "the work did not survive \(attempts) attempts; ask the provider")
      return nil
    }
    let resumed = try await registry.update(model.id) { model in
      model.isInHand = false
      model.attempts = attempts
      if !isAlone { model.suspicions += 1 }
    }
    return Job(of: resumed.after)
  }

  private func giveUp(_ model: StoredModel, _ reason: String) async throws {
    logger.notice("work is given up: \(reason)", metadata: ["model_id": "\(model.id)"])
    try await settlement.updateInBackground(model.id) {
      try $0.require(revision: model.revision)
      try $0.fail(ProviderError(.workLost, reason))
    }
  }
}
