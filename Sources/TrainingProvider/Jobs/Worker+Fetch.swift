import Foundation
import TrainingManifest

extension Worker {
  /// Fetches what the model's link leads to.
  ///
  /// - Returns: the model with the candidate, whose validation comes next.
  func fetch(
    _ model: StoredModel, for job: Job, in crowd: TransferCrowd
  ) async throws -> ModelUpdate {
    let requirements = try methods.method(of: model).dataset
    let room = try await storage.room(for: model)
    guard room > 0 else { throw ProviderError.storageFull() }
    // What the price was made for is what may come.
    let maxBytes = min(
      requirements.maxArchiveBytes ?? .max, limits.upload.maxDatasetBytes, room,
      model.linkedBytes ?? .max)
    let watch = TransferWatch(
      limits.links, firstTimeout: limits.links.idleTimeout, code: .fetchFailed, in: crowd)
    crowd.enter(watch)
    defer { crowd.leave(watch) }
    watch.expect(model.linkedBytes)
    let stored = try await transfer(model, maxBytes: maxBytes, under: watch)
    do {
      return try await update(job, unless: { $0.candidate == stored }) { model in
        model.candidate = stored
        model.isInHand = false
      }
    } catch {
      await directory.remove([directory.dataset(stored.file)])
      throw error
    }
  }

  private func transfer(
    _ model: StoredModel, maxBytes: UInt64, under watch: TransferWatch
  ) async throws -> StoredDataset {
    let file = PartialFile(
      at: directory.newUpload(), limit: maxBytes,
      reservation: try await storage.reserve(0, for: model), files: directory.files)
    do {
      let fileName = try await watch.run { [fetcher] in
        try await fetcher.fetch(model.trainingDataLink, maxBytes: maxBytes) { data in
          watch.receive(data.count)
          try await file.append(data)
          watch.wait()
        }
      }
      try Task.checkCancellation()
      let name = directory.newName(for: model.id)
      try await file.finish(as: directory.dataset(name))
      return StoredDataset(
        file: name, name: DatasetLabel.make(fileName), byteCount: file.byteCount)
    } catch {
      await file.discard()
      throw error
    }
  }
}
