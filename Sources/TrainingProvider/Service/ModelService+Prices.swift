import TrainingProtos

extension ModelService {
  /// Prices a validation and remembers the answer, which is what the daemon charges.
  func validationPrice(
    _ request: Training_ValidateRequest
  ) async throws -> Training_PriceInBaseUnit {
    if !request.trainingDataLink.isEmpty { try fetcher.check(request.trainingDataLink) }
    let (model, dataset) = try await priced(request.modelID)
    let price = try await ask { try await trainer.validationPrice(of: model, dataset: dataset) }
    try await registry.update(model.id) { $0.validationPrice = price }
    return response(price: price)
  }

  /// Prices a training and remembers the answer, which is what the daemon charges.
  func trainingPrice(_ id: String) async throws -> Training_PriceInBaseUnit {
    let (model, dataset) = try await priced(id)
    let price = try await ask { try await trainer.trainingPrice(of: model, dataset: dataset) }
    try await registry.update(model.id) { $0.trainingPrice = price }
    return response(price: price)
  }

  private func response(price: UInt64) -> Training_PriceInBaseUnit {
    var response = Training_PriceInBaseUnit()
    response.price = price
    return response
  }

  private func priced(_ id: String) async throws -> (TrainableModel, TrainingDataset?) {
    let model = try await stored(id)
    guard model.status != .deleted else {
      throw ProviderError(
        .wrongStatus,
        "model \(model.id) is DELETED and has no price: \(StatusTransitions.remedy(.deleted))",
        modelID: model.id, status: .deleted)
    }
    let trainable = TrainableModel(model, method: try methods.method(of: model))
    return (trainable, model.dataset.map { directory.dataset($0) })
  }

  private func ask(_ price: @Sendable () async throws -> UInt64) async throws -> UInt64 {
    do {
      return try await BlockingWork.run(price)
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(
        .trainerFailed, "the provider cannot tell the price; try again later", cause: error)
    }
  }
}
