import Foundation
import GRPCCore
import Logging
import TrainingManifest
import TrainingProtos

/// Takes an upload from its first batch to a dataset in place.
struct UploadReceiver: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let storage: StorageBudget
  let methods: MethodTable
  let prices: PriceContract
  let limits: UploadLimits
  let desk: UploadDesk
  let settlement: Settlement
  let logger: Logger

  /// Receives an upload.
  ///
  /// Everything that the first batch can get wrong is refused before the model is claimed, and
  /// changes nothing. From then on every error is kept as the model's, because the consumer learns
  /// of it in no other way, and leaves no file behind.
  ///
  /// - Parameters:
  ///   - batches: the batches.
  ///   - isAbandoned: whether the client has gone. An upload that waits for a place doesn't read its
  ///     stream, so it can't notice by itself.
  /// - Returns: the model, VALIDATING and with its candidate.
  /// - Throws: ``ProviderError``
  func receive(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>,
    isAbandoned: @escaping @Sendable () -> Bool
  ) async throws -> StoredModel {
    let upload = desk.open()
    defer { desk.close(upload) }
    do {
      try await upload.watch.run {
        try await take(batches, into: upload, isAbandoned: isAbandoned)
      }
      try Task.checkCancellation()
      return try await keep(upload)
    } catch {
      let failure = ProviderError.interruptedUpload(error)
      try await giveUp(upload, failure)
      throw failure
    }
  }

  /// Stops the upload of a model, if there is one: the model was deleted.
  func stop(modelID: String) {
    desk.stop(modelID: modelID)
  }

  private func take(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, into upload: ActiveUpload,
    isAbandoned: @Sendable () -> Bool
  ) async throws {
    var iterator = batches.makeAsyncIterator()
    guard let first = try await iterator.next() else {
      try Task.checkCancellation()
      throw ProviderError(
        .invalidUpload, "the upload has no batch: upload the file again", field: "data")
    }
    upload.watch.receive(first.data.count)
    var (model, progress, data) = try await check(first)
    // Only now: what is refused anyway takes no place, not even in line, and stops no other upload.
    if model.status == .validating {
      try await desk.takeOver(modelID: model.id, for: upload)
      (model, progress, data) = try await check(first)
    }
    try await desk.admit(upload)
    guard !isAbandoned() else { throw CancellationError() }
    try Task.checkCancellation()
    let file = try await claim(model, progress, for: upload)
    try await file.append(data)
    upload.watch.wait()
    while let batch = try await iterator.next() {
      upload.watch.receive(batch.data.count)
      try await file.append(try await progress.accept(batch, on: directory.files))
      upload.watch.wait()
    }
    try Task.checkCancellation()
    try progress.finish()
  }

  /// Holds the first batch against the model as it is now; changes nothing.
  ///
  /// Accepts a model that another upload holds if that upload has been silent for long enough.
  private func check(
    _ first: Training_UploadInput
  ) async throws -> (StoredModel, UploadProgress, Data) {
    let id = try ModelRequest.identifier(first.modelID)
    guard let model = try await registry.storedModel(withID: id) else {
      throw ProviderError.modelNotFound(id)
    }
    try settlement.requireSettled(id)
    var trial = model
    do {
      try trial.beginUpload()
    } catch {
      guard model.status == .validating, desk.mayTakeOver(modelID: id) else { throw error }
    }
    var progress = try UploadProgress(
      first, maxBytes: try maxBytes(model), maxBatchBytes: limits.maxBatchBytes)
    let data = try await progress.accept(first, on: directory.files)
    _ = try await prices.require(.validation(nil), of: model)
    return (model, progress, data)
  }

  private func claim(
    _ model: StoredModel, _ progress: UploadProgress, for upload: ActiveUpload
  ) async throws -> PartialFile {
    let work = PriceContract.Work.validation(nil)
    let quote = try await prices.require(work, of: model)
    let reservation = try await storage.reserve(progress.fileSize, for: model)
    let claim = try await settlement.claim(model) { current in
      let before = current
      try current.beginUpload()
      try work.require(quote, of: before)
    }
    let file = PartialFile(
      at: directory.newUpload(), limit: progress.fileSize, reservation: reservation,
      files: directory.files)
    upload.received = .init(model: claim.after, file: file, label: progress.label)
    desk.register(upload, for: model.id)
    upload.watch.expect(progress.fileSize)
    // A deletion that came before the upload was registered couldn't stop it.
    try await registry.storedModel(withID: model.id)?.require(revision: claim.after.revision)
    logger.info("upload begins", metadata: ["model_id": "\(model.id)"])
    return file
  }

  private func maxBytes(_ model: StoredModel) throws -> UInt64 {
    let option = try methods.method(of: model).dataset.maxArchiveBytes
    return min(option ?? .max, limits.maxDatasetBytes)
  }

  private func keep(_ upload: ActiveUpload) async throws -> StoredModel {
    guard let received = upload.received else { throw CancellationError() }
    let (model, name) = (received.model, directory.newName(for: received.model.id))
    try await received.file.finish(as: directory.dataset(name))
    // The registry may take its time.
    desk.leave(upload)
    let dataset = StoredDataset(
      file: name, name: received.label, byteCount: received.file.byteCount)
    do {
      return try await settlement.update(model.id) {
        guard $0.candidate != dataset else { return }
        try $0.require(revision: model.revision)
        $0.candidate = dataset
      }.after
    } catch {
      await directory.remove([directory.dataset(name)])
      throw error
    }
  }

  /// Stores the failure with the model that was claimed, unless that moved on, which can only mean
  /// that it was deleted.
  private func giveUp(_ upload: ActiveUpload, _ failure: ProviderError) async throws {
    guard let received = upload.received else { return }
    await received.file.discard()
    let model = received.model
    let id: Logger.Metadata = ["model_id": "\(model.id)"]
    guard failure.code != .superseded else { return }
    logger.notice("upload failed: \(Clipping.line("\(failure)"))", metadata: id)
    do {
      try await settlement.updateInBackground(model.id) {
        try $0.require(revision: model.revision)
        try $0.fail(failure)
      }
    } catch let error as ProviderError where error.code == .superseded {
      logger.info("upload failed after its model moved on", metadata: id)
    }
  }
}

extension ProviderError {
  /// What an error means that ended an upload: one of the provider's own, or the stream's.
  fileprivate static func interruptedUpload(_ error: any Error) -> ProviderError {
    if let error = error as? ProviderError { return error }
    // What the transport says of a message that is too large, or that is none; see CallGuard.
    if let error = error as? RPCError, error.code == .internalError {
      return ProviderError(
        .invalidUpload,
        "a batch could not be read, as it is larger than a message may be or damaged: upload the "
          + "file again in smaller batches", field: "data", cause: error)
    }
    return ProviderError(
      .interrupted, "the upload was interrupted: upload the file again", cause: error)
  }
}
