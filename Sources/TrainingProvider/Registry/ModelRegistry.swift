public import TrainingProtos
public import TrainingRuntime

/// Where models are stored. It must survive restarts: the daemon keeps asking for ever.
///
/// A driver only has to make ``insert(_:limit:)`` and ``update(_:_:)`` atomic; what may change
/// how is decided by ``StoredModel``.
public protocol ModelRegistry: ModelResolver {
  /// The name of this registry, which it got when it was made and never changes: files of models
  /// are only ever touched in the name of the registry that knows the models.
  func identity() async throws -> String

  /// Stores a new model.
  ///
  /// - Parameters:
  ///   - model: the model, with an identifier that no model has or had.
  ///   - limit: how many models of the same service and method each address on the model's list
  ///     may have, this one included; checked in the transaction that stores the model.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/identifierTaken`` or
  ///   ``ProviderError/Code/quotaExceeded``; the driver's own errors.
  func insert(_ model: StoredModel, limit: UserLimit?) async throws

  /// Returns the model with the identifier `id`, deleted or not; `nil` if there never was one.
  func storedModel(withID id: String) async throws -> StoredModel?

  /// Returns the models that have one of `statuses`, oldest first.
  func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel]

  /// Returns the models that have one of `ids`, in any order; identifiers of no model are left out.
  func storedModels(withIDs ids: [String]) async throws -> [StoredModel]

  /// How many bytes of datasets and artefacts all models refer to.
  func storedBytes() async throws -> UInt64

  /// Changes a model in one transaction: reads it, lets `change` change it, and stores it.
  ///
  /// Not abandoned when the calling task is cancelled: results of work must not get lost.
  ///
  /// - Returns: the model as it was and as it is stored now.
  /// - Throws: whatever `change` throws, and then nothing is changed; ``ProviderError`` with
  ///   ``ProviderError/Code/modelNotFound`` if there never was such a model.
  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate
}

extension ModelRegistry {
  public func model(withID id: String) async throws -> ModelDescription? {
    try await storedModel(withID: id).map(ModelDescription.init)
  }
}
