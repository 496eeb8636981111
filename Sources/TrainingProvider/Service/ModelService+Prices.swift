import TrainingManifest
import TrainingProtos

extension ModelService {
  /// Prices a validation and stores the answer as a quote, because the daemon charges exactly that.
  func validationPrice(
    _ request: Training_ValidateRequest, for client: Patience
  ) async throws -> Training_PriceInBaseUnit {
    let model = try await modelToPrice(request.modelID)
    let link = try await probe(request.trainingDataLink, of: model, in: freeProbes, for: client)
    let quote = try await prices.quote(.validation(link), for: model)
    try await registry.update(model.id) { model in
      try model.requireNotDeleted()
      model.validationQuote = quote
    }
    return response(price: quote.price)
  }

  /// Prices a training and stores the answer as a quote, because the daemon charges exactly that.
  func trainingPrice(_ id: String) async throws -> Training_PriceInBaseUnit {
    let model = try await modelToPrice(id)
    try model.requireNewDataset()
    let quote = try await prices.quote(.training, for: model)
    try await registry.update(model.id) { model in
      try model.requireNotDeleted()
      model.trainingQuote = quote
    }
    return response(price: quote.price)
  }

  /// Finds out what a link leads to, before the consumer pays for the validation. Stops when the
  /// client leaves.
  ///
  /// - Parameters:
  ///   - link: the link; may be empty.
  ///   - model: the model that the link is for.
  ///   - line: the probes of the same kind of call.
  ///   - client: the client of the call.
  /// - Returns: `nil` if there is no link.
  func probe(
    _ link: String, of model: StoredModel, in line: ProbeLine, for client: Patience
  ) async throws -> LinkedDataset? {
    guard !link.isEmpty else { return nil }
    let option = try methods.method(of: model).dataset.maxArchiveBytes
    let maxBytes = min(option ?? .max, limits.upload.maxDatasetBytes)
    try fetcher.check(link)
    return try await client.bound { [fetcher] in
      try await line.run(for: model.id) { try await fetcher.probe(link, maxBytes: maxBytes) }
    }
  }

  private func response(price: UInt64) -> Training_PriceInBaseUnit {
    var response = Training_PriceInBaseUnit()
    response.price = price
    return response
  }

  private func modelToPrice(_ id: String) async throws -> StoredModel {
    let model = try await stored(id)
    try model.requireNotDeleted()
    return model
  }
}

extension StoredModel {
  fileprivate func requireNotDeleted() throws(ProviderError) {
    guard status == .deleted else { return }
    throw ProviderError(
      .wrongStatus,
      "model \(id) is DELETED and has no price: \(StatusTransitions.remedy(.deleted))", modelID: id,
      status: .deleted)
  }
}
