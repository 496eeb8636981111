import GRPCCore
import TrainingProtos

extension ModelService {
  /// Takes a dataset; the validation begins when it is complete.
  func upload(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>, for client: Patience
  ) async throws -> Training_StatusResponse {
    try await requireOpen()
    let model = try await uploads.receive(batches) { client.isOver }
    if let job = Job(of: model) { await jobs.add(job) }
    return response(model.status)
  }

  /// Begins to validate what the link leads to, or the dataset at hand.
  func validate(
    _ request: Training_ValidateRequest, for client: Patience
  ) async throws -> Training_StatusResponse {
    let link = request.trainingDataLink
    return try await work(on: request.modelID, for: client) { model in
      try model.requireValidatable(link: link)
      if link.isEmpty { try await directory.requireDataset(of: model) }
      let linked = try await probe(link, of: model, for: client)
      return .validation(linked)
    } keep: { work, model in
      guard case .validation(let linked) = work else { return nil }
      let room = try await storage.reserve(linked?.byteCount ?? 0, for: model)
      return linked == nil ? nil : room
    }
  }

  /// Begins a training.
  func train(_ id: String, for client: Patience) async throws -> Training_StatusResponse {
    try await work(on: id, for: client) { model in
      var trial = model
      try trial.beginTraining()
      try await directory.requireDataset(of: model)
      try await storage.checkFree()
      return .training
    }
  }

  /// Begins work on a model, after everything was asked that can be known before.
  ///
  /// - Parameters:
  ///   - id: the model.
  ///   - client: who has to wait for the answer still.
  ///   - prepare: refuses what cannot be done, and tells what the work is.
  ///   - keep: keeps the room that the work needs.
  private func work(
    on id: String, for client: Patience,
    _ prepare: (StoredModel) async throws -> PriceContract.Work,
    keep: (PriceContract.Work, StoredModel) async throws -> StorageReservation? = { _, _ in nil }
  ) async throws -> Training_StatusResponse {
    try await requireOpen()
    let model = try await stored(id)
    let work = try await prepare(model)
    _ = try methods.method(of: model)
    let quote = try await prices.require(work, of: model)
    let room = try await keep(work, model)
    try client.check()
    let claim = try await settlement.claim(model) { current in
      let before = current
      try work.begin(&current)
      try work.require(quote, of: before)
    }
    if let room { storage.hold(room, for: model.id) }
    if let job = Job(of: claim.after) { await jobs.add(job) }
    return response(claim.after.status)
  }

  private func requireOpen() async throws {
    guard await jobs.isOpen else {
      throw ProviderError(.shuttingDown, "the provider shuts down; try again later")
    }
  }
}
