public import Foundation
public import TrainingProtos
import TrainingRuntime

extension StoredModel {
  /// Changes the status if ``StatusTransitions`` allows it, increments the revision, and records the
  /// change in ``transitions``.
  ///
  /// - Parameters:
  ///   - next: the new status.
  ///   - reason: why the status changes, for the model's history.
  ///   - date: the present.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/wrongStatus``, which names the current
  ///   status, the statuses that allow the change, and what to do.
  public mutating func move(
    to next: Training_Status, because reason: String = "", at date: Date = Date()
  ) throws(ProviderError) {
    guard StatusTransitions.allows(status, to: next) else { throw refusal(of: next) }
    let previous = status
    status = next
    revision += 1
    record(from: previous, because: reason, at: date)
    updatedAt = date
    savedCheckpoints = nil
    failureReason = nil
    isDatasetRefused = false
    failedWork = nil
    trainsAfterValidation = false
    hasRunningJob = false
    jobStart = nil
    attempts = 0
    suspicions = 0
  }

  /// Claims the model for an upload. It keeps its dataset until the new one is validated.
  mutating func beginUpload() throws(ProviderError) {
    try move(to: .validating, because: "an upload began")
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
    validationQuote = nil
  }

  /// Claims the model for a validation of the dataset that `link` leads to or, if `link` is empty,
  /// of its current dataset.
  mutating func beginValidation(
    link: String, linkedBytes: UInt64? = nil
  ) throws(ProviderError) {
    guard !link.isEmpty || dataset != nil || !StatusTransitions.allows(status, to: .validating)
    else { throw missingDataset }
    try move(
      to: .validating,
      because: link.isEmpty
        ? "a validation of the current dataset began" : "a validation of a linked dataset began")
    candidate = link.isEmpty ? dataset : nil
    trainingDataLink = link
    self.linkedBytes = linkedBytes
    validationQuote = nil
  }

  /// Throws what ``beginValidation(link:linkedBytes:)`` would throw, without changing the model.
  func requireValidatable(link: String) throws(ProviderError) {
    var trial = self
    try trial.beginValidation(link: link)
  }

  /// Ends a validation with success: the candidate becomes the model's dataset. If an operator retries
  /// a training, the training begins.
  mutating func finishValidation() throws(ProviderError) {
    let trainsNext = trainsAfterValidation
    try move(to: .validated, because: "the dataset was accepted")
    dataset = candidate
    datasetDroppedAt = nil
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
    if trainsNext { try continueRetry() }
  }

  /// Claims the model for a training.
  mutating func beginTraining() throws(ProviderError) {
    try requireNewDataset()
    guard dataset != nil || !StatusTransitions.allows(status, to: .training) else {
      throw missingDataset
    }
    try move(to: .training, because: "a training began")
    trainingQuote = nil
  }

  /// Refuses a training if the last dataset was refused. A trained model still has its previous
  /// dataset then, but that isn't the dataset the consumer wants to train on.
  func requireNewDataset() throws(ProviderError) {
    guard isDatasetRefused, StatusTransitions.allows(status, to: .training) else { return }
    throw ProviderError(
      .datasetRefused,
      "the dataset that was sent last for model \(id) was not accepted. Send it again, or send "
        + "another "
        + "one, with upload_and_validate or validate_model. The reason was: "
        + (failureReason ?? "unknown"), modelID: id, status: status)
  }

  /// Ends a training with success: the model is READY_TO_USE with the files in `artefacts`.
  mutating func finishTraining(artefacts: String, byteCount: UInt64) throws(ProviderError) {
    try move(to: .readyToUse, because: "the training ended")
    self.artefacts = artefacts
    artefactBytes = byteCount
  }

  /// Ends an upload, a validation or a training with a failure.
  ///
  /// A model with artefacts is READY_TO_USE again, so the training that was paid for stays usable.
  /// Any other model becomes ERRORED, because VALIDATED would seem to refer to the new dataset. The
  /// candidate is dropped, unless it is the only dataset and the provider is at fault, not the
  /// dataset.
  mutating func fail(_ failure: ProviderError) throws(ProviderError) {
    let isTraining = status == .training
    let kept = dataset == nil && failure.isProvidersFault ? candidate : dataset
    let retry = workToRetry(keeping: kept)
    try move(to: isServing ? .readyToUse : .errored, because: failure.message)
    failureReason = Clipping.clip(failure.message, toBytes: Self.maxReasonBytes)
    isDatasetRefused = !isTraining
    failedWork = retry
    dataset = kept
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
  }

  /// Undoes a claim whose work never began, if ``StatusTransitions/undoing`` allows it.
  ///
  /// The model is again as it was before the claim, with the price that the claim used up. Prices
  /// that were given since then stay, because the daemon charges the last one. The revision doesn't
  /// go back, so nothing that refers to the claim can change the model any more.
  ///
  /// - Parameter claim: the model before and after the claim.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/superseded`` if the model has changed
  ///   since the claim, or if its work has begun.
  mutating func undo(_ claim: ModelUpdate, at date: Date = Date()) throws(ProviderError) {
    try require(revision: claim.after.revision)
    guard status == claim.after.status, !hasRunningJob,
      StatusTransitions.allowsUndoing(status, to: claim.before.status)
    else { throw superseded }
    var restored = claim.before
    restored.revision = revision + 1
    restored.fence = fence
    restored.updatedAt = date
    restored.validationQuote = validationQuote ?? claim.before.validationQuote
    restored.trainingQuote = trainingQuote ?? claim.before.trainingQuote
    restored.transitions = transitions
    restored.record(
      from: status, because: "the claim was undone, because its work never began", at: date)
    self = restored
  }

  /// Whether the only change since `revision` was ``fail(_:)`` with this failure.
  func hasFailed(_ failure: ProviderError, after revision: Int64) -> Bool {
    self.revision == revision + 1
      && failureReason == Clipping.clip(failure.message, toBytes: Self.maxReasonBytes)
  }

  /// Whether the changes since `revision` were those of ``finishValidation()`` for a dataset.
  func hasFinishedValidation(of dataset: StoredDataset?, after revision: Int64) -> Bool {
    guard self.dataset == dataset else { return false }
    return switch status {
    case .validated: self.revision == revision + 1
    // A retried training has begun by itself.
    case .training: self.revision == revision + 2
    default: false
    }
  }

  /// The longest reason that is stored, in bytes of UTF-8.
  static let maxReasonBytes = 2048

  /// Deletes the model permanently and clears its files and its long properties. Deleting a deleted
  /// model changes nothing.
  mutating func delete() throws(ProviderError) {
    guard status != .deleted else { return }
    try move(to: .deleted, because: "the model was deleted")
    dataset = nil
    candidate = nil
    artefacts = nil
    artefactBytes = 0
    trainingDataLink = ""
    linkedBytes = nil
    addressList = []
    description = ""
    validationQuote = nil
    trainingQuote = nil
    datasetDroppedAt = nil
  }

  /// Throws unless the model still has the revision `revision`.
  func require(revision: Int64) throws(ProviderError) {
    guard self.revision == revision else { throw superseded }
  }

  /// Throws unless the model still has the revision of a job and waits for that kind of work.
  func require(_ job: Job) throws(ProviderError) {
    try require(revision: job.revision)
    guard Job(of: self)?.kind == job.kind else { throw superseded }
  }

  private var superseded: ProviderError {
    ProviderError(
      .superseded,
      "model \(id) changed to \(status.protoName) meanwhile, so this work was given up",
      modelID: id, status: status)
  }

  private func refusal(of next: Training_Status) -> ProviderError {
    let sources = StatusTransitions.sources(of: next).map(\.protoName).joined(separator: ", ")
    let reason = failureReason.map { ". The last failure was: \($0)" } ?? ""
    return ProviderError(
      .wrongStatus,
      "model \(id) is \(status.protoName) and cannot become \(next.protoName), which is only "
        + "possible from \(sources): \(StatusTransitions.remedy(status))\(reason)",
      modelID: id, status: status)
  }
}
