import Foundation
import TrainingProtos

extension StoredModel {
  /// Removes the dataset of a trained model. Its artefacts stay.
  ///
  /// - Parameters:
  ///   - cutoff: the model must be READY_TO_USE since an earlier time.
  ///   - date: the present.
  /// - Returns: whether there was a dataset to remove. Work on the model, or a training that ended
  ///   meanwhile, keeps it.
  mutating func dropDataset(readySince cutoff: Date, at date: Date = Date()) -> Bool {
    guard status == .readyToUse, dataset != nil, updatedAt < cutoff else { return false }
    dataset = nil
    datasetDroppedAt = date
    if failedWork == .training || failedWork == .validation { failedWork = nil }
    revision += 1
    record(from: status, because: "the dataset was removed because of its age", at: date)
    return true
  }

  /// The error for work that needs the model's dataset if there is none.
  var missingDataset: ProviderError {
    let reason =
      datasetDroppedAt.map {
        "the provider removed the dataset of model \(id) on \($0.formatted(.iso8601)), because it "
          + "keeps datasets of trained models only for a limited time: send it again with "
          + "upload_and_validate or validate_model"
      }
      ?? "model \(id) has no dataset: upload one with upload_and_validate, or name one in "
      + "training_data_link"
    return ProviderError(.datasetMissing, reason, modelID: id, status: status)
  }

  /// Refuses a question for the price of a training that can't be done because the dataset was
  /// removed.
  func requireKeptDataset() throws(ProviderError) {
    guard datasetDroppedAt != nil, dataset == nil,
      StatusTransitions.allows(status, to: .training)
    else { return }
    throw missingDataset
  }
}
