import TrainingProtos
import TrainingRuntime

extension StoredModel {
  /// Begins the work that failed last once more.
  ///
  /// A retry is a gift of the operator's: it needs no quote and uses none up. It follows
  /// ``StatusTransitions/table``. An ERRORED model can't be trained, so its dataset is validated
  /// again first, and the training follows by itself.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/wrongStatus`` if nothing can be retried,
  ///   or with ``ProviderError/Code/datasetMissing``.
  mutating func retry() throws(ProviderError) {
    guard let failedWork, status != .deleted else { throw nothingToRetry }
    let quotes = (validationQuote, trainingQuote)
    switch failedWork {
    case .validation:
      try beginValidation(link: "")
    case .link(let link):
      try beginValidation(link: link)
    case .training where StatusTransitions.allows(status, to: .training) && !isDatasetRefused:
      try beginTraining()
    case .training:
      try beginValidation(link: "")
      trainsAfterValidation = true
    }
    (validationQuote, trainingQuote) = quotes
  }

  /// Begins the training that a retry is for, after its dataset was validated again.
  mutating func continueRetry() throws(ProviderError) {
    let quote = trainingQuote
    try beginTraining()
    trainingQuote = quote
  }

  /// What can be repeated after a failure of the present work.
  ///
  /// - Parameter dataset: the dataset that the model has after the failure.
  func workToRetry(keeping dataset: StoredDataset?) -> FailedWork? {
    if status == .training || trainsAfterValidation { return .training }
    if !trainingDataLink.isEmpty { return .link(trainingDataLink) }
    return candidate != nil && candidate == dataset ? .validation : nil
  }

  private var nothingToRetry: ProviderError {
    let reason =
      if status == .deleted {
        "a deleted model stays deleted"
      } else if failureReason == nil {
        "its last work has not failed"
      } else {
        "what failed needs a file that is gone, so the consumer has to send the dataset again"
      }
    return ProviderError(
      .wrongStatus, "model \(id) is \(status.protoName) and cannot be retried: \(reason)",
      modelID: id, status: status)
  }
}
