import Synchronization

/// The uploads in progress. Limits their number and knows which model each of them is for.
final class ActiveUploads: Sendable {
  private let limits: UploadLimits
  private let places: WorkPlaces
  private let crowd: TransferCrowd
  private let active = Mutex<[String: ActiveUpload]>([:])

  private static let refusal = ProviderError(
    .tooManyUploads, "too many uploads are in progress; try again later")

  init(_ limits: UploadLimits) {
    self.limits = limits
    let places = WorkPlaces(
      limits.maxConcurrent, maxWaiting: limits.maxWaiting, refusal: Self.refusal)
    self.places = places
    crowd = TransferCrowd(limits.transfer) { places.waiting }
  }

  /// Creates an upload and the watch that observes it.
  func open() -> ActiveUpload {
    ActiveUpload(
      TransferWatch(
        limits.transfer, firstTimeout: limits.firstBatchTimeout, code: .uploadTimedOut, in: crowd))
  }

  /// Waits for a place for an upload, unless it already has one.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/tooManyUploads``.
  func admit(_ upload: ActiveUpload) async throws {
    guard !upload.hasPlace else { return }
    try await places.enter(until: .now + limits.placeTimeout)
    occupyPlace(upload)
  }

  /// Records which model an upload is for.
  func register(_ upload: ActiveUpload, for modelID: String) {
    active.withLock { $0[modelID] = upload }
  }

  /// Whether the model has an upload in progress that has been silent for so long that another one
  /// may replace it.
  func mayTakeOver(modelID: String) -> Bool {
    silentUpload(modelID: modelID) != nil
  }

  /// The upload of the model that another one may replace. An upload whose data has arrived isn't
  /// silent, however long writing it to disk takes, and only one upload replaces another.
  private func silentUpload(modelID: String) -> ActiveUpload? {
    guard let upload = active.withLock({ $0[modelID] }), !upload.hasSuccessor,
      !upload.watch.isOver, upload.watch.silence >= limits.takeoverSilence
    else { return nil }
    return upload
  }

  /// The disk space that an upload of the model has reserved; `nil` if there is no such upload.
  func reservation(modelID: String) -> StorageReservation? {
    active.withLock { $0[modelID] }?.received?.reservation
  }

  /// Stops a silent upload of the model and gives its place to another upload. Does nothing if
  /// ``mayTakeOver(modelID:)`` is no longer true.
  ///
  /// Returns when the outcome of the silent upload is stored.
  func takeOver(modelID: String, for successor: ActiveUpload) async throws {
    guard let upload = silentUpload(modelID: modelID), upload.acceptSuccessor() else { return }
    if upload.giveUpPlace() {
      crowd.leave(upload.name)
      occupyPlace(successor)
    }
    upload.watch.stop(
      ProviderError(
        .interrupted,
        "another upload for the model replaced this one, which had sent nothing for a while",
        modelID: modelID))
    try await upload.ended()
  }

  /// Stops the upload of a model, if there is one.
  ///
  /// - Parameters:
  ///   - modelID: the model's identifier.
  ///   - reason: what happened, for the client.
  ///   - revision: only an upload that claimed the model before it had this revision is stopped.
  func stop(modelID: String, because reason: String, before revision: Int64 = .max) {
    guard let upload = active.withLock({ $0[modelID] }), let claimed = upload.received?.model,
      claimed.revision < revision
    else { return }
    upload.watch.stop(ProviderError(.superseded, reason, modelID: modelID))
  }

  /// Ends an upload and frees its place.
  func close(_ upload: ActiveUpload) {
    if let id = upload.received?.model.id {
      active.withLock { active in
        if active[id] === upload { active[id] = nil }
      }
    }
    leave(upload)
    upload.end()
  }

  /// Frees the place of an upload whose data has arrived.
  func leave(_ upload: ActiveUpload) {
    guard upload.giveUpPlace() else { return }
    places.leave()
    crowd.leave(upload.name)
  }

  private func occupyPlace(_ upload: ActiveUpload) {
    upload.hasPlace = true
    crowd.enter(upload.watch, as: upload.name)
  }
}
