/// How many models of one method each address may have.
///
/// Best effort: the marketplace tells a provider no address but those a client chooses to write
/// into `address_list` of `create_model`. Whoever leaves the list empty is not
/// counted, and an address counts on whatever list it stands, whoever wrote it there.
public struct UserLimit: Hashable, Sendable {
  /// The largest number of models that are not deleted, inclusive.
  public var maxModels: UInt64

  public init(maxModels: UInt64) {
    self.maxModels = maxModels
  }

  /// The limit that `max_models_per_user` sets; `nil` for 0 or none.
  public init?(option: UInt64?) {
    guard let option, option > 0 else { return nil }
    self.init(maxModels: option)
  }
}
