import TrainingRuntime

/// The user that the jobs of a model count for.
///
/// A provider only learns the addresses that a client writes into `address_list` of `create_model`.
/// The first one stands for the user. Nobody checks it, so it is best effort: users can make up
/// addresses.
///
/// All models without an address count for one user. If each counted by itself, a user could get any
/// number of turns by leaving the list empty. So those who give an address don't wait for those who
/// give none.
struct JobUser: Hashable, Sendable {
  /// The user's address in lower case; `nil` for all models without an address.
  let address: String?

  init(of model: StoredModel) {
    address = model.addressList.lazy.compactMap { Caller(address: $0).address }.first
  }
}
