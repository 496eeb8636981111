import Synchronization

/// Keeps track of the uploads in progress: how many there may be, and which model each is for.
final class UploadDesk: Sendable {
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

  /// A new upload, with the watch over it.
  func open() -> ActiveUpload {
    ActiveUpload(
      TransferWatch(
        limits.transfer, firstTimeout: limits.firstBatchTimeout, code: .uploadTimedOut, in: crowd))
  }

  /// Gives an upload a place as soon as there is one, unless it has one.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/tooManyUploads``.
  func admit(_ upload: ActiveUpload) async throws {
    guard !upload.hasPlace else { return }
    try await places.enter(until: .now + limits.placeTimeout)
    settle(upload)
  }

  /// Notes which model an upload is for.
  func register(_ upload: ActiveUpload, for modelID: String) {
    active.withLock { $0[modelID] = upload }
  }

  /// Whether an upload of the model goes on that has been silent for so long that it gives way.
  func mayTakeOver(modelID: String) -> Bool {
    let upload = active.withLock { $0[modelID] }
    return upload.map { $0.watch.silence >= limits.takeoverSilence } ?? false
  }

  /// Makes a silent upload of the model give way to another one, which gets its place.
  ///
  /// Returns when it is stored what became of it.
  func takeOver(modelID: String, for successor: ActiveUpload) async throws {
    let upload = active.withLock { $0[modelID] }
    guard let upload, upload.watch.silence >= limits.takeoverSilence else { return }
    if upload.giveUpPlace() {
      crowd.leave(upload.name)
      settle(successor)
    }
    upload.watch.stop(
      ProviderError(
        .interrupted, "another upload of the model began while this one was silent",
        modelID: modelID))
    try await upload.ended()
  }

  /// Stops the upload of a model, if there is one.
  func stop(modelID: String) {
    active.withLock { $0[modelID] }?.watch.stop(
      ProviderError(.superseded, "the model was deleted during the upload", modelID: modelID))
  }

  /// Ends an upload: its place is free.
  func close(_ upload: ActiveUpload) {
    if let id = upload.received?.model.id {
      active.withLock { active in
        if active[id] === upload { active[id] = nil }
      }
    }
    leave(upload)
    upload.end()
  }

  /// Frees the place of an upload that has arrived.
  func leave(_ upload: ActiveUpload) {
    guard upload.giveUpPlace() else { return }
    places.leave()
    crowd.leave(upload.name)
  }

  private func settle(_ upload: ActiveUpload) {
    upload.hasPlace = true
    crowd.enter(upload.watch, as: upload.name)
  }
}
