/// A model with everything that a registry knows of it, as it is taken to another registry.
package struct RegistryEntry: Hashable, Sendable {
  package var model: StoredModel

  /// The entries of the model's history that are kept, oldest first.
  package var history: [ModelTransition]

  /// The largest fence of the claims to the model's jobs; 0 if the registry stores no claims.
  package var lastFence: Int64

  package init(model: StoredModel, history: [ModelTransition], lastFence: Int64 = 0) {
    self.model = model
    self.history = history
    self.lastFence = lastFence
  }
}

extension RegistryEntry {
  /// Throws an error that names the model and what differs, unless `found` is the same entry. Fences of
  /// claims are left out: a registry may store no claims.
  ///
  /// - Parameters:
  ///   - found: what a registry contains; `nil` if it has no such model.
  ///   - place: the registry, for the message.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/digestMismatch``.
  package func requireSame(as found: RegistryEntry?, in place: String) throws(ProviderError) {
    let what: String? =
      if let found {
        if found.model != model {
          "has other properties (\(Self.difference(model, found.model)))"
        } else if found.history.count != history.count {
          "has \(found.history.count) entries in its history instead of \(history.count)"
        } else {
          found.history == history ? nil : "has another history"
        }
      } else {
        "is missing"
      }
    guard let what else { return }
    throw ProviderError(
      .digestMismatch, "model \(model.id) \(what) in \(place)", modelID: model.id)
  }

  /// The names of the properties that differ.
  private static func difference(_ first: StoredModel, _ second: StoredModel) -> String {
    zip(Mirror(reflecting: first).children, Mirror(reflecting: second).children)
      .filter { "\($0.value)" != "\($1.value)" }.compactMap(\.0.label).joined(separator: ", ")
  }
}
