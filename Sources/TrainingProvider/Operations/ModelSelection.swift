package import TrainingProtos

/// Which models to list, and in which order.
package struct ModelSelection: Hashable, Sendable {
  /// The statuses; empty for all.
  package var statuses: [Training_Status]

  /// The method: `METHOD` or `SERVICE.METHOD`, both by their short names.
  package var method: String?

  /// An address on the models' lists, in any case.
  package var address: String?

  package var order: Order

  /// The largest number of models.
  package var limit: Int

  /// The identifier of the last model of the previous page.
  package var previous: String?

  /// The orders in which models are listed, those with the latest time first.
  package enum Order: String, CaseIterable, Sendable {
    case created, updated
  }

  package init(
    statuses: [Training_Status] = [], method: String? = nil, address: String? = nil,
    order: Order = .created, limit: Int = 50, after previous: String? = nil
  ) {
    self.statuses = statuses
    self.method = method
    self.address = address
    self.order = order
    self.limit = limit
    self.previous = previous
  }
}

/// A part of a list of models.
package struct ModelPage: Hashable, Sendable {
  package var models: [StoredModel]

  /// Whether there are more models after the last one.
  package var hasMore: Bool

  package init(models: [StoredModel], hasMore: Bool) {
    self.models = models
    self.hasMore = hasMore
  }
}
