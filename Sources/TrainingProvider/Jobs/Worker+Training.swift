extension Worker {
  /// Lets the trainer fill a new directory and makes the model use it.
  func train(_ model: StoredModel, for job: Job) async throws -> ModelUpdate {
    let trainable = try trainable(model)
    guard let dataset = model.dataset.map(directory.dataset) else {
      throw ProviderError(.datasetMissing, "the dataset is gone: send it again")
    }
    let name = directory.newName(for: model.id)
    do {
      try await prepare {
        try await storage.checkFree()
        try await directory.createArtefacts(name)
      }
      let byteCount = try await runTrainer {
        try await pools.trainings.run {
          try await trainer.train(trainable, on: dataset, into: directory.artefacts(name))
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
}
