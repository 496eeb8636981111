import Logging

extension Worker {
  /// Lets the trainer fill a new directory and makes the model use it.
  func train(
    _ model: StoredModel, for job: Job, under held: HeldClaim, in queue: JobQueue, log: Logger
  ) async throws -> ModelUpdate {
    let trainable = try trainable(model)
    guard let checkpoints = model.checkpoints else { throw ProviderError.datasetMissing(model) }
    let opened = try await prepare {
      try await storage.checkFree()
      return try await directory.open(model.dataset, of: model)
    }
    defer { withExtendedLifetime(opened) {} }
    let dataset = opened.dataset
    try await bringCheckpoints(of: model, log: log)
    try await resume(checkpoints, of: trainable, on: dataset, log: log)
    let name = directory.newName(for: model.id)
    let folder = try await prepare {
      try await directory.blobs.makeFolder(for: .artefacts(name))
    }
    let run = TrainingRun(
      artefacts: folder.url, checkpoints: directory.checkpoints(checkpoints)
    ) { stage in
      log.info("training stage: \(Clipping.logLine(stage))")
    }
    defer { run.cancel() }
    do {
      try await prepare { try await directory.createCheckpoints(checkpoints) }
      await queue.attach(run, to: job)
      let byteCount = try await savingCheckpoints(of: model, for: job, under: held, log: log) {
        try await runTrainer {
          try await pools.trainings.run {
            try await withTaskCancellationHandler {
              try await trainer.train(trainable, on: dataset, in: run)
            } onCancel: {
              run.cancel()
            }
          }
          // A cancelled trainer may have returned before it was done.
          try Task.checkCancellation()
          return try await folder.finish()
        }
      }
      let end = try await update(job, under: held, unless: { $0.artefacts == name }) {
        try $0.finishTraining(artefacts: name, byteCount: byteCount)
      }
      storage.countArtefacts(byteCount)
      return end
    } catch {
      await folder.discard()
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
