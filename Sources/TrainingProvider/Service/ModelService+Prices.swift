import TrainingManifest
import TrainingProtos

extension ModelService {
  /// Prices a validation and stores the answer as a quote, because the daemon charges exactly that.
  func validationPrice(
    _ request: Training_ValidateRequest, for client: Patience
  ) async throws -> Training_PriceInBaseUnit {
    let model = try await modelToPrice(request.modelID)
    try jobs.admission.requireRoom(for: .validation, of: model)
    let link = try await probe(request.trainingDataLink, of: model, in: freeProbes, for: client)
    if let link { try await storage.checkRoom(for: link.byteCount, of: model) }
    return try await quote(.validation(link), for: model, to: client)
  }

  /// Prices a training and stores the answer as a quote, because the daemon charges exactly that.
  func trainingPrice(
    _ id: String, for client: Patience
  ) async throws -> Training_PriceInBaseUnit {
    let model = try await modelToPrice(id)
    try model.requireNewDataset()
    try model.requireKeptDataset()
    try jobs.admission.requireRoom(for: .training, of: model)
    try await storage.checkTraining(of: model)
    return try await quote(.training, for: model, to: client)
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
    let maxBytes = try methods.maxDatasetBytes(of: model, limits.upload)
    try fetcher.check(link)
    let linked = try await client.bound { [fetcher] in
      try await line.run(for: model.id) { try await fetcher.probe(link, maxBytes: maxBytes) }
    }
    try methods.requireName(linked.fileName ?? "", of: model, field: "training_data_link")
    return linked
  }

  /// Stores the price of work as a quote and answers it.
  ///
  /// If the client can't receive the answer, the daemon charges an earlier price, or 0. So the
  /// quote doesn't count then.
  private func quote(
    _ work: Pricing.Work, for model: StoredModel, to client: Patience
  ) async throws -> Training_PriceInBaseUnit {
    let quote = try await prices.quote(work, for: model)
    do {
      try await registry.update(model.id) { model in
        try client.check()
        try model.requireNotDeleted()
        model[keyPath: work.quote] = quote
      }
    } catch  where !RetryingRegistry.isDecision(error) {
      await withdraw(quote, for: work, of: model.id)
      throw error
    }
    guard !client.isOver else {
      await withdraw(quote, for: work, of: model.id)
      throw CancellationError()
    }
    prices.metrics.quote(.quotesGiven, for: work.paidWork)
    return response(price: quote.price)
  }

  /// Removes a quote that was stored although its answer doesn't reach the client.
  private func withdraw(_ quote: Quote, for work: Pricing.Work, of id: String) async {
    // Reading works even if the registry can't be written.
    let model = try? await registry.storedModel(withID: id)
    if let model, !quote.isSame(as: model[keyPath: work.quote]) { return }
    // The only possible error is that there is no such model.
    try? await retryingRegistry.updateInBackground(id) { model in
      if quote.isSame(as: model[keyPath: work.quote]) { model[keyPath: work.quote] = nil }
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
