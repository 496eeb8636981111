/// A dataset that can be read for as long as this value exists.
struct OpenDataset: Sendable {
  let dataset: TrainingDataset

  /// Keeps the dataset's path valid.
  fileprivate let blob: LocalBlob
}

extension DataDirectory {
  /// Makes a dataset readable.
  ///
  /// - Parameters:
  ///   - stored: the dataset; `nil` if the model has none.
  ///   - model: the model, for errors.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/datasetMissing``; errors of the store.
  func open(_ stored: StoredDataset?, of model: StoredModel) async throws -> OpenDataset {
    guard let stored else { throw ProviderError.datasetMissing(model) }
    do {
      let blob = try await blobs.open(.dataset(stored.file))
      let dataset = TrainingDataset(
        file: blob.url, name: stored.name, byteCount: stored.byteCount, limits: inspection)
      return OpenDataset(dataset: dataset, blob: blob)
    } catch let error as ProviderError where error.code == .blobMissing {
      throw ProviderError.datasetMissing(model)
    }
  }
}

extension ProviderError {
  /// The error for a model whose dataset is gone.
  static func datasetMissing(_ model: StoredModel) -> ProviderError {
    ProviderError(
      .datasetMissing,
      "the dataset of model \(model.id) is gone: send it again with upload_and_validate or "
        + "validate_model", modelID: model.id, status: model.status)
  }
}
