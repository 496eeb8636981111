import GRPCCore
import Logging
import TrainingManifest
import TrainingProtos

/// Takes an upload from its first batch to a dataset in place.
struct UploadReceiver: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let methods: MethodTable
  let limits: UploadLimits
  let slots: UploadSlots

  /// Receives an upload.
  ///
  /// Until the first batch has claimed the model, an error changes nothing: the model may be busy,
  /// deleted or unknown. From then on every error leaves it ERRORED with the reason kept, because
  /// the consumer learns of it in no other way, and leaves no file behind.
  ///
  /// - Returns: the model, VALIDATING and with its dataset.
  /// - Throws: ``ProviderError``
  func receive(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, log: Logger
  ) async throws -> StoredModel {
    let watch = UploadWatch(limits)
    return try await withThrowingTaskGroup(of: StoredModel?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await take(batches, watch: watch, log: log) }
      group.addTask {
        try await watch.expire()
        return nil
      }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  private func take(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, watch: UploadWatch, log: Logger
  ) async throws -> StoredModel {
    var iterator = batches.makeAsyncIterator()
    guard let first = try await iterator.next() else {
      try Task.checkCancellation()
      throw ProviderError(
        .invalidUpload, "the upload has no batch: upload the file again", field: "data")
    }
    watch.touch()
    // Only now, as some daemons open streams on which nothing ever comes.
    return try await slots.use {
      try await store(first, &iterator, watch: watch, log: log)
    }
  }

  private func store(
    _ first: Training_UploadInput,
    _ iterator: inout RPCAsyncSequence<Training_UploadInput, any Error>.AsyncIterator,
    watch: UploadWatch, log: Logger
  ) async throws -> StoredModel {
    let model = try await claim(first.modelID)
    log.info("upload begins", metadata: ["model_id": "\(model.id)"])
    let maxBytes = try maxBytes(model)
    let file = PartialFile(at: directory.newUpload(), limit: maxBytes)
    do {
      var progress = try UploadProgress(
        first, maxBytes: maxBytes, maxBatchBytes: limits.maxBatchBytes)
      try await file.append(try progress.accept(first))
      while let batch = try await iterator.next() {
        watch.touch()
        try await file.append(try progress.accept(batch))
      }
      try Task.checkCancellation()
      try progress.finish()
      return try await keep(file, of: model, named: progress.label)
    } catch {
      await file.discard()
      let failure = watch.verdict ?? .interruptedUpload(error)
      try await fail(model, failure, log: log)
      throw failure
    }
  }

  private func claim(_ id: String) async throws -> StoredModel {
    let id = try ModelRequest.identifier(id)
    let methods = methods
    let claim = try await registry.update(id) { model in
      try model.beginUpload()
      _ = try methods.method(of: model)
    }
    if let old = claim.before.dataset { directory.removeDataset(old.file) }
    return claim.after
  }

  private func maxBytes(_ model: StoredModel) throws -> UInt64 {
    let option = try methods.method(of: model).dataset.maxArchiveBytes
    return min(option ?? .max, limits.maxDatasetBytes)
  }

  private func keep(
    _ file: PartialFile, of model: StoredModel, named label: String
  ) async throws -> StoredModel {
    let name = directory.newName(for: model.id)
    try await file.finish(as: directory.dataset(name))
    let dataset = StoredDataset(file: name, name: label, byteCount: await file.byteCount)
    do {
      return try await registry.update(model.id) {
        try $0.require(revision: model.revision)
        $0.dataset = dataset
      }.after
    } catch {
      directory.removeDataset(name)
      throw error
    }
  }

  /// Marks the model as ERRORED unless it moved on, which can only mean that it was deleted.
  private func fail(_ model: StoredModel, _ failure: ProviderError, log: Logger) async throws {
    guard failure.code != .superseded else { return }
    log.notice("upload failed: \(failure)", metadata: ["model_id": "\(model.id)"])
    do {
      try await registry.update(model.id) {
        try $0.require(revision: model.revision)
        try $0.fail(failure.message)
      }
    } catch let error as ProviderError where error.code == .superseded {
      log.info("upload failed after its model moved on", metadata: ["model_id": "\(model.id)"])
    }
  }
}

extension ProviderError {
  /// What an error means that ended an upload: one of the provider's own, or the stream's.
  fileprivate static func interruptedUpload(_ error: any Error) -> ProviderError {
    if let error = error as? ProviderError { return error }
    return ProviderError(
      .interrupted, "the upload was interrupted: upload the file again", cause: error)
  }
}
