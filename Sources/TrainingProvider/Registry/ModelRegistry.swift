public import Foundation
public import TrainingProtos
public import TrainingRuntime

/// The store for models. Its content must survive restarts, because the daemon never stops asking
/// about a model.
///
/// An implementation only has to make ``insert(_:limit:)`` and ``update(_:_:)`` atomic.
/// ``StoredModel`` decides which changes are allowed. Both call ``StoredModel/takeTransitions()`` on
/// the model that they store.
///
/// The functions are called on the thread that serves the connections of `training.Model`, so they
/// must not block it: run what blocks in a ``WorkPool``.
///
/// Histories and changes by hand have defaults for registries without them.
public protocol ModelRegistry: ModelResolver {
  /// The identity of this registry, which is set when the registry is created and never changes. A
  /// data directory stores it, so that a provider with another registry doesn't touch the files
  /// there.
  func identity() async throws -> String

  /// Stores a new model.
  ///
  /// - Parameters:
  ///   - model: the model, with an identifier that was never used before.
  ///   - limit: how many models of the same service and method each address on the model's list
  ///     may have, this one included; checked in the transaction that stores the model.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/identifierTaken`` or
  ///   ``ProviderError/Code/quotaExceeded``; the implementation's own errors.
  func insert(_ model: StoredModel, limit: UserLimit?) async throws

  /// Returns the model with the identifier `id`, deleted or not; `nil` if there never was one.
  func storedModel(withID id: String) async throws -> StoredModel?

  /// Returns the models with one of `statuses`, oldest first.
  func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel]

  /// Returns the models with one of `ids`, in any order. Unknown identifiers are left out.
  func storedModels(withIDs ids: [String]) async throws -> [StoredModel]

  /// Returns the total size in bytes of the datasets and artefacts of all models.
  func storedBytes() async throws -> UInt64

  /// Returns how many models have each status, for operators. Statuses without models can be left
  /// out. By default, all models are read.
  func modelCounts() async throws -> [Training_Status: Int]

  /// Returns the models with a status that were created last, newest first, for operators. By
  /// default, all models with the status are read.
  ///
  /// - Parameters:
  ///   - limit: the largest number of models.
  ///   - status: their status.
  func newestModels(_ limit: Int, in status: Training_Status) async throws -> [StoredModel]

  /// Changes a model in one transaction: reads it, passes it to `change`, and stores the result.
  ///
  /// The change is completed even if the calling task is cancelled, because results of work must
  /// not get lost.
  ///
  /// - Returns: the model before and after the change.
  /// - Throws: any error that `change` throws, in which case nothing is stored; ``ProviderError``
  ///   with ``ProviderError/Code/modelNotFound`` if there never was such a model.
  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate

  /// Changes a model as ``update(_:_:)`` does, on behalf of a job.
  ///
  /// The change is refused if another one was made under a claim with a larger fence, so a provider that
  /// has lost its claim can't store a result once another one has begun the job. The default does this
  /// with ``StoredModel/change(under:_:)`` in the transaction. A registry that shares a store with the claims
  /// can also check in the transaction that the claim still exists.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/claimLost``; as ``update(_:_:)``.
  @discardableResult
  func update(
    _ id: String, under claim: JobClaim,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate

  /// Returns the history of the model with the identifier `id`, deleted or not, oldest entry first.
  /// The default returns nothing.
  ///
  /// A registry may keep a limited number of entries for each model.
  func history(ofModelWithID id: String) async throws -> [ModelTransition]

  /// Returns the identifiers of models that are READY_TO_USE since before `date` and have a dataset,
  /// those that have been so for longest first, and at most `limit` of them. The default reads all
  /// models that are READY_TO_USE.
  func modelsWithDatasets(readySince date: Date, limit: Int) async throws -> [String]

  /// Returns the changes that operators made by hand, oldest first. The default returns nothing.
  ///
  /// - Parameter number: the number of a change; only later ones are returned.
  func operatorChanges(after number: Int64) async throws -> [OperatorChange]

  /// Returns the number of the last change that an operator made by hand. The default returns 0.
  func lastOperatorChange() async throws -> Int64

  /// Lets programs for operators know that a provider uses the registry, until the task is cancelled. The
  /// default does nothing: it is enough for a registry in the data directory, which has a lock.
  func announceUse() async
}

extension ModelRegistry {
  @discardableResult
  public func update(
    _ id: String, under claim: JobClaim,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await update(id) { model in try model.change(under: claim, change) }
  }

  public func history(ofModelWithID id: String) async throws -> [ModelTransition] { [] }

  public func modelsWithDatasets(
    readySince date: Date, limit: Int
  ) async throws -> [String] {
    try await storedModels(in: [.readyToUse])
      .filter { $0.dataset != nil && $0.updatedAt < date }
      .sorted { $0.updatedAt < $1.updatedAt }.prefix(limit).map(\.id)
  }

  public func operatorChanges(after number: Int64) async throws -> [OperatorChange] { [] }

  public func lastOperatorChange() async throws -> Int64 { 0 }

  public func announceUse() async {}

  public func model(withID id: String) async throws -> ModelDescription? {
    try await storedModel(withID: id).map(ModelDescription.init)
  }
}
