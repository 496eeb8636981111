import GRPCCore
import TrainingProtos

extension ModelService {
  /// Takes a dataset; the validation begins when it is complete.
  func upload(
    _ batches: RPCAsyncSequence<Training_UploadInput, any Error>
  ) async throws -> Training_StatusResponse {
    try await requireOpen()
    let receiver = UploadReceiver(
      registry: registry, directory: directory, methods: methods, limits: limits.upload,
      slots: uploads)
    let model = try await receiver.receive(batches, log: logger)
    await jobs.add(Job(.validation, of: model))
    return response(model.status)
  }

  /// Begins to validate what the link leads to, or the dataset at hand.
  func validate(_ request: Training_ValidateRequest) async throws -> Training_StatusResponse {
    let id = try ModelRequest.identifier(request.modelID)
    let link = request.trainingDataLink
    if !link.isEmpty { try fetcher.check(link) }
    try await requireOpen()
    let claim = try await claim(id) { try $0.beginValidation(link: link) }
    if let old = claim.before.dataset, claim.after.dataset == nil {
      directory.removeDataset(old.file)
    }
    await jobs.add(Job(.validation, of: claim.after))
    return response(claim.after.status)
  }

  /// Begins a training.
  func train(_ id: String) async throws -> Training_StatusResponse {
    let id = try ModelRequest.identifier(id)
    try await requireOpen()
    let model = try await claim(id) { try $0.beginTraining() }.after
    await jobs.add(Job(.training, of: model))
    return response(model.status)
  }

  /// Claims a model for work, unless its method is gone.
  private func claim(
    _ id: String, _ begin: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    let methods = methods
    return try await registry.update(id) { model in
      try begin(&model)
      _ = try methods.method(of: model)
    }
  }

  private func requireOpen() async throws {
    guard await jobs.isOpen else {
      throw ProviderError(.shuttingDown, "the provider shuts down; try again later")
    }
  }
}
