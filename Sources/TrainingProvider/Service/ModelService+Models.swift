import Logging
import TrainingManifest
import TrainingProtos

extension ModelService {
  /// Creates a model. The identifier is new and random, so no other model is ever overwritten.
  func create(
    _ request: Training_NewModel, for client: Patience
  ) async throws -> Training_ModelID {
    let (model, method) = try ModelRequest.newModel(
      request, methods: methods, limits: limits.model)
    try await storage.checkFree()
    let limit = UserLimit(option: method.options.maxModelsPerUser)
    do {
      try await registry.insert(model, limit: limit)
    } catch  where !RetryingRegistry.isDecision(error) {
      await forget(model.id)
      throw error
    }
    guard !client.isOver else {
      await forget(model.id)
      throw CancellationError()
    }
    logger.info(
      "model created",
      metadata: ["model_id": "\(model.id)", "method": "\(method.fullName)"])
    var response = Training_ModelID()
    response.modelID = model.id
    return response
  }

  /// Deletes a model whose identifier doesn't reach the client, so that it doesn't count for the
  /// limit of models.
  private func forget(_ id: String) async {
    do {
      guard try await registry.storedModel(withID: id) != nil else { return }
    } catch {
      logger.error("a model cannot be read: \(error)", metadata: ["model_id": "\(id)"])
    }
    // The only possible error is that there is no such model.
    try? await retryingRegistry.updateInBackground(id) { try $0.delete() }
  }

  /// Returns the status of a model. The service's own default models are READY_TO_USE.
  func status(_ id: String) async throws -> Training_StatusResponse {
    if ModelIdentifier.isWellFormed(id), methods.defaultModelIDs.contains(id) {
      return response(.readyToUse)
    }
    return response(try await stored(id).status)
  }

  /// Deletes a model and its files permanently. Deleting it again changes nothing.
  func delete(_ id: String) async throws -> Training_StatusResponse {
    let id = try ModelRequest.identifier(id)
    do {
      let deletion = try await registry.update(id) { try $0.delete() }
      await endWork(on: id)
      if deletion.before.status == .deleted {
        // The answer to an earlier deletion may have been lost, and with it the names of the files.
        await directory.removeAll(of: id)
      } else {
        await directory.removeFiles(given: deletion)
        logger.info("model deleted", metadata: ["model_id": "\(id)"])
      }
      return response(deletion.after.status)
    } catch {
      // The deletion may be stored nevertheless.
      if let model = try? await registry.storedModel(withID: id), model.status == .deleted {
        await endWork(on: id)
        await directory.removeAll(of: id)
      }
      throw error
    }
  }

  /// Stops all work on a model.
  private func endWork(on id: String) async {
    uploads.stop(modelID: id)
    await jobs.cancel(modelID: id)
    storage.takeHeld(for: id)?.release()
    observer.forget(modelID: id)
  }

  /// The model with the identifier `id`, deleted or not.
  func stored(_ id: String) async throws -> StoredModel {
    let id = try ModelRequest.identifier(id)
    guard let model = try await registry.storedModel(withID: id) else {
      throw ProviderError.modelNotFound(id)
    }
    try retryingRegistry.requireNoPendingUpdate(id)
    return model
  }

  func response(_ status: Training_Status) -> Training_StatusResponse {
    var response = Training_StatusResponse()
    response.status = status
    return response
  }
}
