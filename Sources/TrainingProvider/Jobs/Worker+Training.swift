extension Worker {
  /// Lets the trainer make artefacts in a new directory and points the model to it.
  func train(_ model: StoredModel, for job: Job) async throws {
    let trainable = try trainable(model)
    guard let dataset = model.dataset else {
      throw ProviderError(.datasetMissing, "the dataset is gone: upload it again")
    }
    let name = directory.newName(for: model.id)
    do {
      try directory.createArtefacts(name)
      try await BlockingWork.run {
        try await trainer.train(
          trainable, on: directory.dataset(dataset), into: directory.artefacts(name))
      }
      // A trainer that was cancelled may have returned half way.
      try Task.checkCancellation()
      try await update(job) { try $0.finishTraining(artefacts: name) }
    } catch {
      directory.removeArtefacts(name)
      throw error
    }
    if let old = model.artefacts { directory.removeArtefacts(old) }
  }
}
