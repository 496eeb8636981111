/// A limit on the number of models that each address may have for one method.
///
/// The limit is best effort, because a provider only learns the addresses that a client chooses to
/// write into `address_list` of `create_model`. Models with an empty list aren't counted, and a
/// model counts for every address on its list, whoever wrote it there.
public struct UserLimit: Hashable, Sendable {
  /// The largest number of models that an address may have, not counting deleted ones.
  public var maxModels: UInt64

  /// Creates a limit.
  public init(maxModels: UInt64) {
    self.maxModels = maxModels
  }

  /// Creates the limit that `max_models_per_user` sets; `nil` if the option is 0 or absent.
  public init?(option: UInt64?) {
    guard let option, option > 0 else { return nil }
    self.init(maxModels: option)
  }
}

extension ProviderError {
  /// The error for a model that would be one too many of its method for an address.
  package static func quotaExceeded(
    _ address: String, _ model: StoredModel, _ limit: UserLimit
  ) -> ProviderError {
    ProviderError(
      .quotaExceeded,
      "address \(address) already has \(limit.maxModels) models of \(model.serviceName)."
        + "\(model.methodName), the largest number allowed: delete one first", field: address)
  }
}
