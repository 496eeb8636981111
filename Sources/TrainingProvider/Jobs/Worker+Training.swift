import Logging

extension Worker {
  /// Lets the trainer fill a new directory and makes the model use it.
  func train(
    _ model: StoredModel, for job: Job, in queue: JobQueue, log: Logger
  ) async throws -> ModelUpdate {
    let trainable = try trainable(model)
    guard let dataset = model.dataset.map(directory.dataset), let checkpoints = model.checkpoints
    else { throw ProviderError(.datasetMissing, "the dataset is gone: send it again") }
    let name = directory.newName(for: model.id)
    let run = TrainingRun(
      artefacts: directory.artefacts(name), checkpoints: directory.checkpoints(checkpoints)
    ) { stage in
      log.info("training stage: \(Clipping.logLine(stage))")
    }
    defer { run.cancel() }
    do {
      try await resume(checkpoints, of: trainable, on: dataset, log: log)
      try await prepare {
        try await storage.checkFree()
        try await directory.createArtefacts(name)
        try await directory.createCheckpoints(checkpoints)
      }
      await queue.attach(run, to: job)
      let byteCount = try await runTrainer {
        try await pools.trainings.run {
          try await withTaskCancellationHandler {
            try await trainer.train(trainable, on: dataset, in: run)
          } onCancel: {
            run.cancel()
          }
        }
        // A cancelled trainer may have returned before it was done.
        try Task.checkCancellation()
        return try await directory.synchronizeArtefacts(name)
      }
      let end = try await update(job, unless: { $0.artefacts == name }) {
        try $0.finishTraining(artefacts: name, byteCount: byteCount)
      }
      storage.countArtefacts(byteCount)
      return end
    } catch {
      await directory.remove([directory.artefacts(name)])
      throw error
    }
  }

  /// Lets the trainer decide what becomes of a training that began before and was interrupted. Such a
  /// training has a directory for checkpoints.
  private func resume(
    _ checkpoints: String, of model: TrainableModel, on dataset: TrainingDataset, log: Logger
  ) async throws {
    guard try await prepare({ try await directory.hasCheckpoints(checkpoints) }) else { return }
    let resumption = try await runTrainer {
      try await pools.trainings.run {
        try await trainer.resumption(
          of: model, on: dataset, from: directory.checkpoints(checkpoints))
      }
    }
    switch resumption {
    case .fromCheckpoints:
      log.info("training continues from its checkpoints")
    case .fromScratch:
      log.info("training begins again")
      try await prepare { try await directory.emptyCheckpoints(checkpoints) }
    case .failed(let reason):
      throw ProviderError(.workLost, reason)
    }
  }
}
