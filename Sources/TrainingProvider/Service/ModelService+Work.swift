import GRPCCore
import Logging
import TrainingProtos

extension ModelService {
  /// Receives a dataset. Its validation begins when the upload is complete.
  func upload(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, for client: Patience
  ) async throws -> Training_StatusResponse {
    try await requireOpen()
    let (model, place) = try await uploads.receive(batches, for: client)
    defer { place.leave() }
    if let job = Job(of: model) { await jobs.add(observer.following(job)) }
    return response(model.status)
  }

  /// Begins to validate the dataset that the link leads to or, without a link, the current dataset.
  func validate(
    _ request: Training_ValidateRequest, for client: Patience
  ) async throws -> Training_StatusResponse {
    let link = request.trainingDataLink
    return try await beginWork(on: request.modelID, for: client) { model in
      try model.requireValidatable(link: link)
      if link.isEmpty { try await requireValidDataset(of: model) }
      let linked = try await probe(link, of: model, in: paidProbes, for: client)
      return .validation(linked)
    } reserve: { work, model in
      guard case .validation(let linked?) = work else { return nil }
      return try await storage.reserve(linked.byteCount, for: model)
    }
  }

  /// Begins a training.
  func train(_ id: String, for client: Patience) async throws -> Training_StatusResponse {
    try await beginWork(on: id, for: client) { model in
      var trial = model
      try trial.beginTraining()
      try await directory.requireDataset(of: model)
      try await storage.checkTraining(of: model)
      return .training
    }
  }

  /// Begins work on a model, after checking everything that can be checked in advance.
  ///
  /// - Parameters:
  ///   - id: the model's identifier.
  ///   - client: the client, which must still be waiting when the work begins.
  ///   - prepare: refuses work that can't be done, and describes the rest.
  ///   - reserve: reserves the disk space that the work needs.
  private func beginWork(
    on id: String, for client: Patience,
    _ prepare: (StoredModel) async throws -> Pricing.Work,
    reserve: (Pricing.Work, StoredModel) async throws -> StorageReservation? = { _, _ in nil }
  ) async throws -> Training_StatusResponse {
    try await requireOpen()
    let model = try await stored(id)
    let work = try await prepare(model)
    _ = try methods.method(of: model)
    let quote = try await prices.requireQuote(for: work, of: model)
    let place = try jobs.admission.reserve(work.paidWork, for: model)
    defer { place.leave() }
    let room = try await reserve(work, model)
    let claim = try await retryingRegistry.claim(model, for: client) { current in
      let before = current
      try work.begin(&current)
      try work.requireUnchanged(quote, of: before)
    }
    if let room { storage.hold(room, for: model.id) }
    prices.metrics.quote(.quotesUsed, for: work.paidWork)
    logger.info(
      "work is accepted", metadata: ["model_id": "\(id)", "work": "\(work.paidWork.rawValue)"])
    if let job = Job(of: claim.after) { await jobs.add(observer.following(job)) }
    return response(claim.after.status)
  }

  /// Refuses to validate the current dataset again if that can't succeed.
  private func requireValidDataset(of model: StoredModel) async throws {
    try await directory.requireDataset(of: model)
    if let dataset = model.dataset {
      let maxBytes = try methods.maxDatasetBytes(of: model, limits.upload)
      guard dataset.byteCount <= maxBytes else {
        throw ProviderError(
          .datasetTooLarge,
          "the dataset has \(dataset.byteCount) bytes, but by now only \(maxBytes) are allowed: "
            + "send a smaller one", modelID: model.id)
      }
      try methods.requireName(dataset.name, of: model, field: nil)
    }
    // It takes up no further space.
    try await storage.checkFree()
  }

  private func requireOpen() async throws {
    guard await jobs.isOpen else {
      throw ProviderError(.shuttingDown, "the provider is shutting down; try again later")
    }
  }
}
