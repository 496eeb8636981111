import TrainingProtos
import TrainingRuntime

/// How much a registry contains, counted one by one and not by the sums that it keeps.
package struct RegistryCounts: Codable, Hashable, Sendable {
  /// The models of each status, by the status's name in the proto. Statuses without models are left out.
  package var models: [String: Int]

  /// The entries of all histories.
  package var transitions: Int

  /// The changes that operators made by hand.
  package var operatorChanges: Int

  package init(models: [String: Int] = [:], transitions: Int = 0, operatorChanges: Int = 0) {
    self.models = models
    self.transitions = transitions
    self.operatorChanges = operatorChanges
  }

  package mutating func add(_ entry: RegistryEntry) {
    models[entry.model.status.protoName, default: 0] += 1
    transitions += entry.history.count
  }

  /// The number of models, deleted ones included.
  package var allModels: Int { models.values.reduce(0, +) }
}

extension RegistryCounts {
  /// Throws an error that names the first number that differs from those of `other`.
  ///
  /// - Parameter places: where these numbers and the other ones are from, for the message.
  package func requireSame(
    as other: RegistryCounts, _ places: (own: String, other: String)
  ) throws(ProviderError) {
    let statuses = Set(models.keys).union(other.models.keys).sorted()
    let numbers =
      statuses.map { ("models that are \($0)", models[$0] ?? 0, other.models[$0] ?? 0) } + [
        ("entries of histories", transitions, other.transitions),
        ("changes by operators", operatorChanges, other.operatorChanges),
      ]
    for (what, own, others) in numbers where own != others {
      throw ProviderError(
        .digestMismatch,
        "there are \(own) \(what) in \(places.own), but \(others) in \(places.other)")
    }
  }
}
