import EtcdStore
import TrainingProtos
import TrainingProvider
import TrainingRuntime

extension EtcdModelRegistry {
  /// Models with their histories, in the order of their keys.
  func entries(after id: String?, limit: Int) async throws -> [RegistryEntry] {
    var (entries, last) = ([RegistryEntry](), id)
    while entries.count < limit {
      let page = try await models(after: last, limit: min(limit - entries.count, 500))
      entries += try await self.entries(of: page)
      last = page.last?.id
      if last == nil { break }
    }
    return entries
  }

  /// A page of models. Fewer are read at once if an answer would be too large.
  private func models(after id: String?, limit: Int) async throws -> [StoredModel] {
    var range = keys.models
    var ends: [EtcdKey] = []
    if let id {
      range.start = keys.model(id).successor
      // Identifiers are random, so those that begin alike are a small part.
      ends = [2, 1].map { keys.key("models/\(ClusterKeys.part(id).prefix($0))").successorOfPrefix }
    }
    var limit = limit
    while true {
      do {
        return try await etcd.firstEntries(EtcdQuery(range, limit: limit), before: ends).entries
          .map { try Training_Cluster_ModelRecord($0).model }
      } catch let error as EtcdError where error.code == .tooLarge && limit > 1 {
        limit /= 2
      }
    }
  }

  /// The models with some identifiers, with their histories. Unknown identifiers are left out.
  func entries(withIDs ids: [String]) async throws -> [RegistryEntry] {
    try await entries(of: try await storedModels(withIDs: ids))
  }

  private func entries(of models: [StoredModel]) async throws -> [RegistryEntry] {
    let histories = try await etcd.pages(models.map { EtcdQuery(keys.history(ofModel: $0.id)) })
    let fences = try await etcd.entries(models.map { keys.fence(ofModel: $0.id) })
    return try zip(models, zip(histories, fences)).map { model, found in
      RegistryEntry(
        model: model,
        history: try found.0.entries.map { try Training_Cluster_TransitionRecord($0).transition },
        lastFence: try found.1.map { try Training_Cluster_FenceRecord($0).fence } ?? 0)
    }
  }

  /// The keys there are, counted.
  func counts() async throws -> RegistryCounts {
    let statuses = Training_Status.allCases
    let ranges =
      statuses.map(keys.models(in:)) + [keys.models, keys.histories, keys.operatorChanges]
    let numbers = try await etcd.counts(ranges)
    let counts = RegistryCounts(
      models: Dictionary(
        uniqueKeysWithValues: zip(statuses.map(\.protoName), numbers).filter { $1 > 0 }),
      transitions: numbers[statuses.count + 1], operatorChanges: numbers[statuses.count + 2])
    guard counts.allModels == numbers[statuses.count] else {
      throw ProviderError(
        .digestMismatch,
        "there are \(numbers[statuses.count]) models at \(keys.prefix) in etcd, but lists of "
          + "\(counts.allModels)")
    }
    return counts
  }
}
