public import Foundation
public import TrainingProtos
import TrainingRuntime

extension StoredModel {
  /// Changes the status if ``StatusTransitions`` allow it, and counts the revision up.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/wrongStatus``, which says what the
  ///   status is, from which ones the change is possible and what to do.
  public mutating func move(
    to next: Training_Status, at date: Date = Date()
  ) throws(ProviderError) {
    guard StatusTransitions.allows(status, to: next) else { throw refusal(of: next) }
    status = next
    revision += 1
    updatedAt = date
    failureReason = nil
    isDatasetRefused = false
    isInHand = false
    attempts = 0
    suspicions = 0
  }

  /// Claims the model for an upload. The dataset at hand stays until the new one is validated.
  mutating func beginUpload() throws(ProviderError) {
    try move(to: .validating)
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
    validationQuote = nil
  }

  /// Claims the model for a validation of what `link` leads to or, if it is empty, of the dataset
  /// at hand.
  mutating func beginValidation(
    link: String, linkedBytes: UInt64? = nil
  ) throws(ProviderError) {
    guard !link.isEmpty || dataset != nil || !StatusTransitions.allows(status, to: .validating)
    else {
      throw ProviderError(
        .datasetMissing,
        "model \(id) has no dataset: upload one with upload_and_validate, "
          + "or name one in training_data_link", modelID: id, status: status)
    }
    try move(to: .validating)
    candidate = link.isEmpty ? dataset : nil
    trainingDataLink = link
    self.linkedBytes = linkedBytes
    validationQuote = nil
  }

  /// Refuses what ``beginValidation(link:linkedBytes:)`` would.
  func requireValidatable(link: String) throws(ProviderError) {
    var trial = self
    try trial.beginValidation(link: link)
  }

  /// Ends a validation with success: the candidate is the dataset at hand.
  mutating func finishValidation() throws(ProviderError) {
    try move(to: .validated)
    dataset = candidate
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
  }

  /// Claims the model for a training.
  mutating func beginTraining() throws(ProviderError) {
    try requireNewDataset()
    try move(to: .training)
    guard dataset != nil else {
      throw ProviderError(
        .datasetMissing, "model \(id) has no dataset: upload one with upload_and_validate",
        modelID: id)
    }
    trainingQuote = nil
  }

  /// Refuses a training after a dataset that failed: a model that works has the one before at hand,
  /// which its consumer does not mean.
  func requireNewDataset() throws(ProviderError) {
    guard isDatasetRefused, StatusTransitions.allows(status, to: .training) else { return }
    throw ProviderError(
      .datasetRefused,
      "the dataset that was sent last for model \(id) was not accepted. Send it again, or another "
        + "one, with upload_and_validate or validate_model. The reason was: "
        + (failureReason ?? "unknown"), modelID: id, status: status)
  }

  /// Ends a training with success: the model is ready, made of the directory `artefacts`.
  mutating func finishTraining(artefacts: String, byteCount: UInt64) throws(ProviderError) {
    try move(to: .readyToUse)
    self.artefacts = artefacts
    artefactBytes = byteCount
  }

  /// Ends an upload, a validation or a training with a failure.
  ///
  /// A model that has artefacts is READY_TO_USE again: what was paid for goes on working. Any other
  /// is ERRORED: VALIDATED would be taken for the new dataset's. The candidate is given up, unless
  /// it is the only dataset and may be good: when the provider failed, and not the dataset.
  mutating func fail(_ failure: ProviderError) throws(ProviderError) {
    let isTraining = status == .training
    try move(to: isServing ? .readyToUse : .errored)
    failureReason = Clipping.clip(failure.message, toBytes: Self.maxReasonBytes)
    isDatasetRefused = !isTraining
    if dataset == nil, failure.isProvidersFault { dataset = candidate }
    candidate = nil
    trainingDataLink = ""
    linkedBytes = nil
  }

  /// Whether ``fail(_:)`` was the one change after `revision`.
  func hasFailed(_ failure: ProviderError, after revision: Int64) -> Bool {
    self.revision == revision + 1
      && failureReason == Clipping.clip(failure.message, toBytes: Self.maxReasonBytes)
  }

  /// The longest reason that is kept, in bytes of UTF-8.
  static let maxReasonBytes = 2048

  /// Deletes the model for ever and forgets its files and what is long about it. Deleting a deleted
  /// model changes nothing.
  mutating func delete() throws(ProviderError) {
    guard status != .deleted else { return }
    try move(to: .deleted)
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
  }

  /// Refuses unless the model is still at `revision`.
  func require(revision: Int64) throws(ProviderError) {
    guard self.revision == revision else {
      throw ProviderError(
        .superseded, "model \(id) is \(status.protoName) by now, so this work was given up",
        modelID: id, status: status)
    }
  }

  private func refusal(of next: Training_Status) -> ProviderError {
    let sources = StatusTransitions.sources(of: next).map(\.protoName).joined(separator: ", ")
    let reason = failureReason.map { ". The reason of the last failure was: \($0)" } ?? ""
    return ProviderError(
      .wrongStatus,
      "model \(id) is \(status.protoName) and cannot become \(next.protoName), for which it has to "
        + "be one of \(sources): \(StatusTransitions.remedy(status))\(reason)",
      modelID: id, status: status)
  }
}
