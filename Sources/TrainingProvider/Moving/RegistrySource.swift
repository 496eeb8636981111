/// A registry that is read as a whole. Nobody changes it meanwhile: no provider uses it, and none can
/// start to.
package protocol RegistrySource: Sendable {
  func identity() async throws -> String

  /// Keeps providers out until ``close()`` is called. Only ``identity()`` may be called before.
  ///
  /// - Parameter export: names the export. No two processes make the same one at a time.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a provider uses the
  ///   registry.
  func begin(_ export: String) async throws

  /// Returns models with their histories, in an order of the source's own that is always the same.
  ///
  /// - Parameters:
  ///   - id: the identifier of the last model that the caller knows; `nil` to begin with the first one.
  ///   - limit: the largest number of models. Fewer than that are only returned at the end.
  func entries(after id: String?, limit: Int) async throws -> [RegistryEntry]

  /// Returns the changes that operators made by hand, oldest first.
  func operatorChanges() async throws -> [OperatorChange]

  func counts() async throws -> RegistryCounts

  /// Lets providers use the registry again.
  func close() async
}

/// A registry that is filled with the models of another one. No provider can use it before that is
/// finished.
package protocol RegistryTarget: Sendable {
  /// What the registry is called in messages.
  var name: String { get }

  /// Begins, or goes on after an interruption.
  ///
  /// - Parameters:
  ///   - archive: names what the models come from.
  ///   - identity: the identity that the registry gets.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a provider uses the
  ///   registry, or if it contains anything else.
  func begin(_ archive: String, identity: String) async throws -> ImportProgress

  /// Stores models.
  ///
  /// - Parameters:
  ///   - entries: the models.
  ///   - places: the place of each of them among all models in the order of their creation, from 1.
  ///   - part: the number of the part, as many as were stored before.
  func store(_ entries: [RegistryEntry], places: [Int64], asPart part: Int) async throws

  /// Reads models back.
  ///
  /// - Throws: ``ProviderError`` that names a model that isn't there as it was stored.
  func confirm(_ entries: [RegistryEntry]) async throws

  /// Stores the changes that operators made by hand, and reads them back.
  func store(_ changes: [OperatorChange]) async throws

  func counts() async throws -> RegistryCounts

  /// Lets providers use the registry. All models were confirmed before. Does nothing but a check of sums
  /// if the registry was complete already.
  func publish() async throws

  /// Lets go of the registry, whether it is complete or not.
  func close() async
}

/// How far a registry is filled.
package enum ImportProgress: Hashable, Sendable {
  /// As many parts are stored, or all if there are fewer, and none of the others.
  case parts(Int)

  /// Everything was stored by an earlier run.
  case complete
}
