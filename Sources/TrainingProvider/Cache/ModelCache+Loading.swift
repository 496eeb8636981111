import GRPCCore
import Logging
import Synchronization

extension ModelCache {
  /// Loads a model for those who wait for it.
  ///
  /// The result counts only if the registry still names the same version afterwards: the model may
  /// have been trained again or deleted meanwhile. A caller that joins the load is served with the
  /// version that its call found, or with a later one, because the registry is asked after the
  /// caller has joined.
  func perform(_ id: String) async {
    var ended: EndedAttempt?
    while true {
      let expiries = models.withLock { $0.expiries(of: id) }
      let outcome: Result<LoadedModel<Loaded>, any Error>
      do {
        let artefacts = try await lookUp(id)
        guard let attempt = ended, attempt.version == artefacts.version else {
          ended = await read(artefacts)
          continue
        }
        outcome = attempt.outcome
      } catch {
        outcome = .failure(error)
      }
      if end(id, outcome.mapError { failure($0, of: id) }, expiries: expiries) { return }
    }
  }

  private struct EndedAttempt {
    let version: String
    let outcome: Result<LoadedModel<Loaded>, any Error>
  }

  /// Reads the model into memory, on the threads for this.
  private func read(_ artefacts: ModelArtefacts) async -> EndedAttempt {
    // In a task of its own, which can be cancelled without this one.
    let attempt = Task.detached { [self] in
      try await pool.run {
        change { $0.makeRoom(for: artefacts) }
        let value = try await load(opened(artefacts))
        let byteCount = cost.map { max($0(value), 0) } ?? Int(clamping: artefacts.byteCount)
        return LoadedModel(value: value, version: artefacts.version, byteCount: byteCount)
      }
    }
    models.withLock { $0.begin(attempt, of: artefacts) }
    return EndedAttempt(version: artefacts.version, outcome: await attempt.result)
  }

  private func opened(_ artefacts: ModelArtefacts) async throws -> ModelArtefacts {
    do {
      return try await open(artefacts)
    } catch let error as ProviderError where error.code == .blobMissing {
      throw loadFailed(artefacts.modelID, error)
    }
  }

  /// Gives the outcome to those who wait for it.
  ///
  /// - Returns: `false` if the outcome has become outdated.
  private func end(
    _ id: String, _ outcome: Result<LoadedModel<Loaded>, any Error>, expiries: Int
  ) -> Bool {
    guard let waiting = change({ $0.settle(id, outcome, expiries: expiries) }) else { return false }
    if case .failure(let error) = outcome { log(error, of: id) }
    for turn in waiting { turn.resolve(outcome.map(\.value)) }
    return true
  }

  /// The error for callers: the error itself if it has a gRPC status.
  private func failure(_ error: any Error, of id: String) -> any Error {
    guard !(error is any RPCErrorConvertible) else { return error }
    return loadFailed(id, error)
  }

  private func loadFailed(_ id: String, _ cause: any Error) -> ProviderError {
    ProviderError(
      .loadFailed, "the provider cannot load model \(id); ask the provider", modelID: id,
      cause: cause)
  }

  private func log(_ error: any Error, of id: String) {
    let code = (error as? any RPCErrorConvertible)?.rpcErrorCode
    logger.log(
      level: code == .internalError ? .error : .info,
      "model not loaded: \(Clipping.logLine("\(error)"))", metadata: ["model_id": "\(id)"])
  }
}
