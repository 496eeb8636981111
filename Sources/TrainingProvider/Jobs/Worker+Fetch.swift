import Foundation
import TrainingManifest

extension Worker {
  /// Fetches the dataset that the model's link leads to.
  ///
  /// - Returns: the model with the fetched dataset as its candidate, which is validated next.
  func fetch(
    _ model: StoredModel, for job: Job, under held: HeldClaim, in crowd: TransferCrowd
  ) async throws -> ModelUpdate {
    let reservation = try await reserveRoom(for: model)
    // The price was made for the size that the server stated, so no more than that is fetched.
    let maxBytes = min(
      try methods.maxDatasetBytes(of: model, limits.upload), storage.ownRoom(of: model),
      model.linkedBytes ?? .max)
    let watch = TransferWatch(
      limits.links, firstTimeout: limits.links.idleTimeout, code: .fetchFailed, in: crowd)
    // The queue records when the job leaves the crowd.
    crowd.enter(watch, as: job.transferName)
    watch.expect(model.linkedBytes)
    let name = directory.newName(for: model.id)
    let file = directory.blobs.writer(
      for: .dataset(name), maxBytes: maxBytes, expecting: nil, in: reservation)
    let stored: StoredDataset
    do {
      stored = try await transfer(model, into: file, named: name, maxBytes, under: watch)
    } catch {
      await file.discard()
      reservation.release()
      throw error
    }
    do {
      let end = try await update(job, under: held, unless: { $0.candidate == stored }) { model in
        model.candidate = stored
        model.hasRunningJob = false
      }
      // From now on the registry counts the bytes of the file.
      reservation.settle()
      return end
    } catch {
      await directory.blobs.delete([.dataset(stored.file)])
      throw error
    }
  }

  /// Reserves disk space for the dataset that the model's link leads to.
  ///
  /// The consumer has paid, and nothing has been fetched yet. So without space, the job waits.
  private func reserveRoom(for model: StoredModel) async throws -> StorageReservation {
    try await prepare {
      if let held = storage.takeHeld(for: model.id) { return held }
      return try await storage.reserve(model.linkedBytes, for: model)
    }
  }

  private func transfer(
    _ model: StoredModel, into file: any BlobWriter, named name: String, _ maxBytes: UInt64,
    under watch: TransferWatch
  ) async throws -> StoredDataset {
    let fileName = try await watch.run { [fetcher] in
      try await fetcher.fetch(model.trainingDataLink, maxBytes: maxBytes) { data in
        watch.recordReceived(data.count)
        try await file.append(data)
        watch.beginWaiting()
      }
    }
    try Task.checkCancellation()
    try await file.finish()
    return StoredDataset(
      file: name, name: DatasetLabel.make(fileName), byteCount: file.byteCount)
  }
}
