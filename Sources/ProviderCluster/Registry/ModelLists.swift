import EtcdStore
import TrainingProtos
import TrainingProvider
import TrainingRuntime

extension ClusterKeys {
  /// The keys by which a model is found in lists.
  func lists(of model: StoredModel) -> Set<EtcdKey> {
    var keys: Set = [list(of: model.status, model)]
    if model.status == .readyToUse, model.dataset != nil {
      keys.insert(
        key("datasets/\(Self.time(model.updatedAt))/\(Self.part(model.id))"))
    }
    guard model.status != .deleted else { return keys }
    return keys.union(Self.addresses(of: model).map { list(of: $0, model) })
  }

  /// The place of a model in the list of a status.
  func list(of status: Training_Status, _ model: StoredModel) -> EtcdKey {
    EtcdKey("\(models(in: status).start)\(Self.countdown(model.createdAt))/\(Self.part(model.id))")
  }

  /// The place of a model in the list of an address.
  func list(of address: String, _ model: StoredModel) -> EtcdKey {
    let method = (model.serviceName, model.methodName)
    let range = models(of: address, for: method)
    return EtcdKey("\(range.start)\(Self.countdown(model.createdAt))/\(Self.part(model.id))")
  }

  /// The addresses on a model's list in their normal form, in an order that is always the same.
  static func addresses(of model: StoredModel) -> [String] {
    Set(model.addressList.compactMap(normal)).sorted()
  }

  /// An address in its normal form; `nil` if there is none.
  static func normal(_ address: String) -> String? { Caller(address: address).address }
}
