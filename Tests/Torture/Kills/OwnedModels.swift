import Synchronization

/// The models of a consumer, with the datasets that were sent for each of them.
final class OwnedModels: Sendable {
  private let models = Mutex<[String: [Dataset]]>([:])

  var ids: [String] { models.withLock { $0.keys.sorted() } }

  func add(_ id: String) {
    models.withLock { $0[id] = [] }
  }

  func remove(_ id: String) {
    models.withLock { $0[id] = nil }
  }

  /// Stores a dataset on which the model may be trained.
  func note(_ dataset: Dataset, for id: String) {
    guard dataset.isGood else { return }
    models.withLock { models in
      guard let datasets = models[id] else { return }
      models[id] = datasets.suffix(3) + [dataset]
    }
  }

  /// The last good datasets that were sent for a model.
  func datasets(of id: String) -> [Dataset] {
    models.withLock { $0[id] ?? [] }
  }
}
