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
    attempts = 0
  }

  /// Claims the model for an upload. The old dataset is given up with the first batch, so that a
  /// failed upload can never be mistaken for the dataset before it.
  mutating func beginUpload() throws(ProviderError) {
    try move(to: .validating)
    dataset = nil
    trainingDataLink = ""
  }

  /// Claims the model for a validation of what `link` leads to or, if it is empty, of the dataset
  /// at hand.
  mutating func beginValidation(link: String) throws(ProviderError) {
    let hasSource = !link.isEmpty || dataset != nil || !trainingDataLink.isEmpty
    guard hasSource || !StatusTransitions.allows(status, to: .validating) else {
      throw ProviderError(
        .datasetMissing,
        "model \(id) has no dataset: upload one with upload_and_validate, "
          + "or name one in training_data_link", modelID: id, status: status)
    }
    try move(to: .validating)
    guard !link.isEmpty else { return }
    dataset = nil
    trainingDataLink = link
  }

  /// Claims the model for a training.
  mutating func beginTraining() throws(ProviderError) {
    try move(to: .training)
    guard dataset != nil else {
      throw ProviderError(
        .datasetMissing, "model \(id) has no dataset: upload one with upload_and_validate",
        modelID: id)
    }
  }

  /// Ends a training with success: the model is ready, made of the directory `artefacts`.
  mutating func finishTraining(artefacts: String) throws(ProviderError) {
    try move(to: .readyToUse)
    self.artefacts = artefacts
  }

  /// Ends an upload, a validation or a training with a failure.
  mutating func fail(_ reason: String) throws(ProviderError) {
    try move(to: .errored)
    failureReason = reason
  }

  /// Deletes the model for ever and forgets its files. Deleting a deleted model changes nothing.
  mutating func delete() throws(ProviderError) {
    guard status != .deleted else { return }
    try move(to: .deleted)
    dataset = nil
    artefacts = nil
    trainingDataLink = ""
  }

  /// Refuses unless the model is still at `revision`.
  func require(revision: Int64) throws(ProviderError) {
    guard self.revision == revision else {
      throw ProviderError(
        .superseded, "model \(id) is \(status.protoName) by now; this work is for nothing",
        modelID: id, status: status)
    }
  }

  private func refusal(of next: Training_Status) -> ProviderError {
    let sources = StatusTransitions.sources(of: next).map(\.protoName).joined(separator: ", ")
    let reason = failureReason.map { " (\($0))" } ?? ""
    return ProviderError(
      .wrongStatus,
      "model \(id) is \(status.protoName)\(reason) and cannot become \(next.protoName), "
        + "for which it has to be one of \(sources): \(StatusTransitions.remedy(status))",
      modelID: id, status: status)
  }
}
