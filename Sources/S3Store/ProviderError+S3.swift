import TrainingProvider

extension ProviderError {
  /// The error for one of the store's.
  init(_ error: S3Error) {
    switch error.code {
    case .unavailable:
      self = ProviderError(
        .unreachable, "the provider can't reach its files at present; try again later",
        cause: error)
    case .damaged:
      self = ProviderError(
        .digestMismatch,
        "the provider's files of the model are damaged: send the dataset and train the model "
          + "again, or ask the provider", cause: error)
    default:
      self = ProviderError(
        .storageFailed,
        "the provider can't use its store, and its log says why; try again later", cause: error)
    }
  }
}

/// Makes requests, and turns the store's and the system's errors into the provider's.
func translatingErrors<T>(_ requests: () async throws -> T) async throws -> T {
  do {
    return try await requests()
  } catch let error as S3Error {
    throw ProviderError(error)
  } catch let error as SystemError {
    throw error.providerError
  }
}
