import Foundation
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// A registry in memory that has only what the protocol demands.
actor MemoryRegistry: ModelRegistry {
  private let id = UUID().uuidString
  private var models: [String: StoredModel] = [:]

  func identity() -> String { id }

  func insert(_ model: StoredModel, limit: UserLimit?) throws {
    guard models[model.id] == nil else {
      throw ProviderError(.identifierTaken, "model \(model.id) already exists")
    }
    if let limit { try check(model, limit) }
    models[model.id] = model
    _ = models[model.id]?.takeTransitions()
  }

  private func check(_ model: StoredModel, _ limit: UserLimit) throws {
    for address in addresses(of: model) {
      let count = models.values.count { other in
        other.status != .deleted && other.methodName == model.methodName
          && other.serviceName == model.serviceName && addresses(of: other).contains(address)
      }
      guard UInt64(count) < limit.maxModels else {
        throw ProviderError(.quotaExceeded, "too many models of \(address)", field: address)
      }
    }
  }

  private func addresses(of model: StoredModel) -> Set<String> {
    Set(model.addressList.compactMap { Caller(address: $0).address })
  }

  func storedModel(withID id: String) -> StoredModel? { models[id] }

  func storedModels(in statuses: [Training_Status]) -> [StoredModel] {
    models.values.filter { statuses.contains($0.status) }
      .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  func storedModels(withIDs ids: [String]) -> [StoredModel] { ids.compactMap { models[$0] } }

  func storedBytes() -> UInt64 { models.values.reduce(0) { $0 + $1.byteCount } }

  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) throws -> ModelUpdate {
    guard let before = models[id] else { throw ProviderError.modelNotFound(id) }
    var after = before
    try change(&after)
    _ = after.takeTransitions()
    models[id] = after
    return ModelUpdate(before: before, after: after)
  }
}
