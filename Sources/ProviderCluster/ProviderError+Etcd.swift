import EtcdStore
import TrainingProvider

extension ProviderError {
  /// The error for one of etcd's.
  init(_ error: EtcdError) {
    switch error.code {
    case .unavailable:
      self = ProviderError(
        .unreachable, "the provider's nodes can't agree at present; try again later", cause: error)
    case .outOfSpace:
      self = ProviderError(
        .storageFull, "the provider's registry is full; try again later", cause: error)
    case .tooLarge:
      self = ProviderError(
        .invalidRequest,
        "the model is too large to be stored: shorten its description and its list of addresses",
        cause: error)
    default:
      self = ProviderError(
        .internalFailure,
        "the provider can't use its registry, and its log says why; try again later", cause: error)
    }
  }
}

/// Makes calls to etcd, and turns its errors into the provider's.
func translatingErrors<T>(_ calls: () async throws -> T) async throws -> T {
  do {
    return try await calls()
  } catch let error as EtcdError {
    throw ProviderError(error)
  }
}
