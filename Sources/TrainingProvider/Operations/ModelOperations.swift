package import Foundation
package import TrainingProtos
import TrainingRuntime

/// A registry whose models operators list.
package protocol ListableRegistry: ModelRegistry {
  /// Returns a page of the models of a selection.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound`` if there is no previous model, or
  ///   with ``ProviderError/Code/invalidRequest`` if the registry can't list models like that.
  func page(_ selection: ModelSelection) async throws -> ModelPage
}

extension SQLiteModelRegistry: ListableRegistry {}

/// What an operator does by hand with the models of a provider, while the provider runs or while it
/// doesn't.
///
/// Changes go through the same methods of ``StoredModel`` as those of the provider, each in one
/// transaction. A running provider takes them over within seconds; see ``OperatorWatch``.
package struct ModelOperations: Sendable {
  let registry: any ListableRegistry
  let directory: DataDirectory
  private let findUse: @Sendable () async throws -> Bool

  /// Opens a data directory that has a registry.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration``.
  package init(dataDirectory: URL) async throws {
    let files = WorkPool("files", threads: 1, maxWaiting: 64)
    let directory = DataDirectory(root: dataDirectory, files: files)
    self.directory = directory
    registry = try await files.run { try SQLiteModelRegistry(existing: directory.registry) }
    findUse = { try await files.run { DirectoryLock.isHeld(directory.lock) } }
  }

  /// Uses a registry and a store that the nodes of a provider share.
  ///
  /// - Parameters:
  ///   - registry: the registry.
  ///   - blobs: the store for datasets and artefacts.
  ///   - folder: the folder in which the store keeps them, or in which it keeps its copies.
  ///   - findUse: finds out whether a node runs.
  package init(
    registry: any ListableRegistry, blobs: any BlobStore, in folder: URL,
    findUse: @escaping @Sendable () async throws -> Bool
  ) {
    let files = WorkPool("files", threads: 1, maxWaiting: 64)
    directory = DataDirectory(root: folder, files: files, blobs: blobs)
    self.registry = registry
    self.findUse = findUse
  }

  /// Whether a provider uses the registry.
  package var isServed: Bool {
    get async throws { try await findUse() }
  }

  package func models(_ selection: ModelSelection) async throws -> ModelPage {
    try await registry.page(selection)
  }

  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound``.
  package func model(_ id: String) async throws -> StoredModel {
    guard let model = try await registry.storedModel(withID: id) else {
      throw ProviderError(
        .modelNotFound, "there is no model \(id): models list shows all of them", modelID: id)
    }
    return model
  }

  package func history(of id: String) async throws -> [ModelTransition] {
    try await registry.history(ofModelWithID: id)
  }

  /// The work that waits or runs, that of the oldest models first.
  package func work() async throws -> [ModelWork] {
    try await registry.storedModels(in: [.validating, .training]).compactMap(ModelWork.init)
  }

  /// The number of models of each status, also of those without any.
  package func counts() async throws -> [Training_Status: Int] {
    let counts = try await registry.modelCounts()
    return Dictionary(
      uniqueKeysWithValues: Training_Status.allCases.map { ($0, counts[$0, default: 0]) })
  }
}

extension ModelOperations {
  /// Ends the work on a model with a failure. Its consumer sees the reason only from the provider.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/wrongStatus`` if there is no work.
  package func fail(_ id: String, reason: String) async throws -> ModelUpdate {
    try await change(id) { model in
      guard model.status == .validating || model.status == .training else {
        throw ProviderError(
          .wrongStatus,
          "model \(id) is \(model.status.protoName), so there is no work that could fail: only "
            + "models that are VALIDATING or TRAINING can be failed", modelID: id)
      }
      try model.fail(ProviderError(.interrupted, reason))
    }
  }

  /// Begins the work that failed last once more, for nothing.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/wrongStatus`` or
  ///   ``ProviderError/Code/datasetMissing``.
  package func retry(_ id: String) async throws -> ModelUpdate {
    let model = try await model(id)
    if model.failedWork == .training || model.failedWork == .validation {
      try await directory.requireDataset(of: model)
    }
    return try await change(id) { try $0.retry() }
  }

  /// Deletes a model and its files permanently. Deleting it again removes what is left of its files.
  package func delete(_ id: String) async throws -> ModelUpdate {
    let update = try await change(id) { try $0.delete() }
    if update.before.status == .deleted { await directory.removeAll(of: id) }
    return update
  }

  private func change(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    _ = try await model(id)
    let update = try await registry.update(id) { model in
      try change(&model)
      model.attributeTransitionsToOperator()
    }
    await directory.removeFiles(given: update)
    return update
  }
}
