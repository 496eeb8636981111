import Logging

extension Worker {
  /// Copies the checkpoints of a training to this disk that another provider has saved, unless those on this
  /// disk are as new.
  func bringCheckpoints(of model: StoredModel, log: Logger) async throws {
    guard let saved = model.savedCheckpoints, let name = model.checkpoints else { return }
    try await prepare {
      guard try await !directory.hasCheckpoints(name, continuing: saved.name) else { return }
      do {
        let blob = try await directory.blobs.open(.checkpoints(saved.name))
        defer { withExtendedLifetime(blob) {} }
        try await directory.placeCheckpoints(name, from: blob.url, named: saved.name)
        log.info("checkpoints come from another provider")
      } catch let error as ProviderError where error.code == .blobMissing {
        log.error("the saved checkpoints are gone")
      }
    }
  }

  /// Runs a training, and meanwhile saves its checkpoints again and again if it can go on elsewhere.
  func savingCheckpoints<T>(
    of model: StoredModel, for job: Job, under held: HeldClaim, log: Logger,
    _ train: () async throws -> T
  ) async throws -> T {
    guard claims.areShared, directory.hasOtherBlobs, let name = model.checkpoints else {
      return try await train()
    }
    let saver = CheckpointSaver(
      registry: registry, directory: directory, storage: storage, limits: limits, job: job,
      held: held, name: name, saved: model.savedCheckpoints?.name, logger: log)
    let saving = Task { await saver.run() }
    let result: Result<T, any Error>
    do {
      result = .success(try await train())
    } catch {
      result = .failure(error)
    }
    saving.cancel()
    // The registry must not be told of checkpoints once the training has ended.
    await saving.value
    return try result.get()
  }
}
