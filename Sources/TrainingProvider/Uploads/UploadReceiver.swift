import Foundation
import GRPCCore
import Logging
import TrainingManifest
import TrainingProtos

/// Receives uploads, from the first batch to the complete dataset.
struct UploadReceiver: Sendable {
  let registry: any ModelRegistry
  let directory: DataDirectory
  let storage: StorageBudget
  let methods: MethodTable
  let prices: Pricing
  let limits: UploadLimits
  let activeUploads: ActiveUploads
  let admission: JobAdmission
  let retryingRegistry: RetryingRegistry
  let metrics: ProviderMetrics
  let logger: Logger
  /// By claims, other providers know that an upload is being received.
  var claims: ClaimHolder?

  /// Receives an upload.
  ///
  /// If the first batch has an error, the upload is refused before the model is claimed, and
  /// nothing changes. Any later error is stored as the model's failure reason, because the consumer
  /// can't learn of it in another way, and the partial file is removed.
  ///
  /// - Parameters:
  ///   - batches: the batches.
  ///   - client: the client. An upload that waits for a place or is being stored doesn't read its
  ///     stream, so it can't notice by itself that the client has left.
  /// - Returns: the model, which is VALIDATING and has the dataset as its candidate, and its place
  ///   among those that wait for a validation.
  /// - Throws: ``ProviderError``
  func receive(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, for client: Patience
  ) async throws -> (model: StoredModel, place: JobPlace) {
    let upload = activeUploads.open()
    defer { activeUploads.close(upload) }
    // While others receive their batches, the client can't send.
    PacedCall.current?.observeTurns { [watch = upload.watch] in watch.holdBack($0) }
    let outcome: Result<(model: StoredModel, place: JobPlace), any Error>
    do {
      outcome = .success(try await receive(batches, into: upload, for: client))
    } catch {
      outcome = .failure(error)
    }
    await upload.received?.claim?.end()
    return try outcome.get()
  }

  private func receive(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, into upload: ActiveUpload,
    for client: Patience
  ) async throws -> (model: StoredModel, place: JobPlace) {
    let begin = ContinuousClock.now
    do {
      try await upload.watch.run {
        try await receiveBatches(batches, into: upload, for: client)
      }
      try Task.checkCancellation()
      let model = try await store(upload, for: client)
      metrics.uploadEnds(.succeeded, begin: begin)
      return model
    } catch {
      let failure = ProviderError.interruptedUpload(error)
      metrics.uploadEnds(failure.code == .superseded ? .superseded : .failed, begin: begin)
      try await giveUp(upload, failure)
      throw failure
    }
  }

  /// Stops the upload for a deleted model, if there is one.
  func stop(modelID: String) {
    activeUploads.stop(modelID: modelID, because: "the model was deleted during the upload")
  }

  /// Stops the upload that an operator ended by hand, and no later one.
  func follow(_ change: OperatorChange) {
    activeUploads.stop(
      modelID: change.modelID, because: "the provider's operator ended the upload",
      before: change.revision)
  }

  private func receiveBatches(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, into upload: ActiveUpload,
    for client: Patience
  ) async throws {
    var iterator = batches.makeAsyncIterator()
    var (progress, file) = try await begin(&iterator, upload, for: client)
    upload.watch.beginWaiting()
    while let batch = try await iterator.next() {
      upload.watch.recordReceived(batch.data.count)
      metrics.uploadReceives(batch.data.count)
      try await file.append(try await progress.accept(batch, on: directory.files))
      upload.watch.beginWaiting()
    }
    try Task.checkCancellation()
    try progress.finish()
  }

  /// Receives and stores the first batch. This is a function of its own because the batch would
  /// otherwise stay in memory during the whole upload.
  private func begin(
    _ iterator: inout RPCAsyncSequence<Training_UploadInput, any Error>.AsyncIterator,
    _ upload: ActiveUpload, for client: Patience
  ) async throws -> (UploadProgress, any BlobWriter) {
    guard let first = try await iterator.next() else {
      try Task.checkCancellation()
      throw ProviderError(
        .invalidUpload, "the upload contains no batch: upload the file again", field: "data")
    }
    upload.watch.recordReceived(first.data.count)
    metrics.uploadReceives(first.data.count)
    var (model, progress, data) = try await checkFirstBatch(first)
    // Only after the check, so that an upload that is refused doesn't wait for a place or stop
    // another upload.
    var reservation: StorageReservation?
    if model.status == .validating {
      reservation = try await storage.reserve(
        progress.fileSize, for: model, replacing: activeUploads.reservation(modelID: model.id))
      try await activeUploads.takeOver(modelID: model.id, for: upload)
      (model, progress, data) = try await checkFirstBatch(first)
    }
    try await activeUploads.admit(upload)
    try Task.checkCancellation()
    let file = try await claim(model, progress, reservation, for: upload, of: client)
    try await file.append(data)
    return (progress, file)
  }

  /// Checks the first batch against the current state of the model. Changes nothing.
  ///
  /// A model that has an upload in progress is accepted if that upload has been silent for long
  /// enough.
  private func checkFirstBatch(
    _ first: Training_UploadInput
  ) async throws -> (StoredModel, UploadProgress, Data) {
    let id = try ModelRequest.identifier(first.modelID)
    guard let model = try await registry.storedModel(withID: id) else {
      throw ProviderError.modelNotFound(id)
    }
    try retryingRegistry.requireNoPendingUpdate(id)
    var trial = model
    do {
      try trial.beginUpload()
    } catch {
      guard model.status == .validating, activeUploads.mayTakeOver(modelID: id) else { throw error }
    }
    var progress = try UploadProgress(
      first, maxBytes: try methods.maxDatasetBytes(of: model, limits),
      maxBatchBytes: limits.maxBatchBytes)
    let data = try await progress.accept(first, on: directory.files)
    try methods.requireName(progress.label, of: model, field: "file_name")
    _ = try await prices.requireQuote(for: .validation(nil), of: model)
    try admission.requireRoom(for: .validation, of: model)
    return (model, progress, data)
  }

  private func claim(
    _ model: StoredModel, _ progress: UploadProgress, _ reserved: StorageReservation?,
    for upload: ActiveUpload, of client: Patience
  ) async throws -> any BlobWriter {
    let work = Pricing.Work.validation(nil)
    let quote = try await prices.requireQuote(for: work, of: model)
    let place = try admission.reserve(.validation, for: model)
    let reservation =
      if let reserved { reserved } else {
        try await storage.reserve(progress.fileSize, for: model)
      }
    let kept = try await claimUpload(to: model)
    let claim: ModelUpdate
    do {
      claim = try await retryingRegistry.claim(model, for: client) { current in
        let before = current
        if kept != nil { try current.require(revision: model.revision) }
        try current.beginUpload()
        try work.requireUnchanged(quote, of: before)
      }
    } catch {
      await kept?.end()
      throw error
    }
    let name = directory.newName(for: model.id)
    let file = directory.blobs.writer(
      for: .dataset(name), maxBytes: progress.fileSize, expecting: nil, in: reservation)
    upload.received = .init(
      model: claim.after, name: name, file: file, reservation: reservation,
      label: progress.label, place: place, claim: kept)
    activeUploads.register(upload, for: model.id)
    upload.watch.expect(progress.transferSize)
    // A deletion before the upload was registered couldn't stop it.
    try await registry.storedModel(withID: model.id)?.require(revision: claim.after.revision)
    metrics.quote(.quotesUsed, for: work.paidWork)
    logger.info("upload begins", metadata: ["model_id": "\(model.id)"])
    return file
  }

  /// Claims an upload before it begins, so that no other provider takes it for one whose provider is gone.
  ///
  /// - Returns: `nil` if there are no other providers.
  private func claimUpload(to model: StoredModel) async throws -> KeptClaim? {
    guard let claims, claims.areShared else { return nil }
    let upload = JobReference(modelID: model.id, revision: model.revision + 1)
    guard let kept = try await claims.keep(upload, after: model.fence) else {
      // Its provider may be gone.
      throw ProviderError(
        .unsettled, "another upload for model \(model.id) has just begun: ask for the status later",
        modelID: model.id, status: model.status)
    }
    return kept
  }

  private func store(
    _ upload: ActiveUpload, for client: Patience
  ) async throws -> (model: StoredModel, place: JobPlace) {
    guard let received = upload.received else { throw CancellationError() }
    let (model, name) = (received.model, received.name)
    try await received.file.finish()
    // Writing to the registry may take long, and doesn't need the place.
    activeUploads.leave(upload)
    let dataset = StoredDataset(
      file: name, name: received.label, byteCount: received.file.byteCount)
    do {
      let kept = try await retryingRegistry.update(model.id, under: received.claim?.claim) {
        guard $0.candidate != dataset else { return }
        try $0.require(revision: model.revision)
        try client.check()
        $0.candidate = dataset
      }.after
      received.reservation.settle()
      logger.info("upload ends", metadata: ["model_id": "\(model.id)"])
      try client.check()
      return (kept, received.place)
    } catch {
      await directory.blobs.delete([.dataset(name)])
      throw error
    }
  }

  /// Stores the failure with the model that was claimed. If the model's revision has changed, the
  /// model was deleted, and nothing is stored.
  private func giveUp(_ upload: ActiveUpload, _ failure: ProviderError) async throws {
    guard let received = upload.received else { return }
    await received.file.discard()
    received.reservation.release()
    let model = received.model
    let id: Logger.Metadata = ["model_id": "\(model.id)"]
    guard failure.code != .superseded else { return }
    logger.notice("upload failed: \(Clipping.logLine("\(failure)"))", metadata: id)
    do {
      try await retryingRegistry.updateInBackground(model.id) {
        try $0.require(revision: model.revision)
        // Its file is gone.
        $0.candidate = nil
        try $0.fail(failure)
      }
    } catch let error as ProviderError where error.code == .superseded {
      logger.info("upload failed after its model had changed", metadata: id)
    }
  }
}

extension ProviderError {
  /// The provider error for an error that ended an upload.
  fileprivate static func interruptedUpload(_ error: any Error) -> ProviderError {
    if let error = error as? ProviderError { return error }
    // The transport's error for a message that is too large (see ``CallGuard``), or the
    // deserializer's for bytes that aren't a batch.
    if let error = error as? RPCError, [.internalError, .invalidArgument].contains(error.code) {
      return ProviderError(
        .invalidUpload,
        "a batch could not be read, because it is damaged or larger than a message may be: upload "
          + "the file again in smaller batches", field: "data", cause: error)
    }
    return ProviderError(
      .interrupted, "the upload was interrupted: upload the file again", cause: error)
  }
}
