import Logging
import Synchronization
import TrainingProtos

/// Stores how work ended, and retries for as long as writing to the registry fails, for example
/// because the disk is full. If a result were lost, its model would stay VALIDATING or TRAINING for
/// ever.
final class RetryingRegistry: Sendable {
  private let registry: any ModelRegistry
  private let delays: [Duration]
  private let logger: Logger
  private let open = Mutex<[String: Int]>([:])
  /// The last claim of each model that may have been stored.
  private let claims = Mutex<[String: Claim]>([:])

  /// One attempt to claim a model.
  private final class Claim: Sendable {
    /// The model before and after the claim; `nil` if the registry hasn't tried to store it.
    let update = Mutex<ModelUpdate?>(nil)
  }

  /// - Parameter delays: how long to wait between attempts; the last value is repeated.
  init(
    registry: any ModelRegistry, logger: Logger,
    delays: [Duration] = [1, 2, 4, 8, 15, 30].map { .seconds($0) }
  ) {
    self.registry = registry
    self.delays = delays
    self.logger = logger
  }

  /// Changes a model, and retries until the registry accepts or refuses the change or the process
  /// ends.
  ///
  /// - Parameters:
  ///   - id: the model's identifier.
  ///   - claim: the claim to the job that makes the change; `nil` for a change by a call.
  ///   - change: changes the model.
  /// - Throws: what `change` throws, and ``ProviderError`` with
  ///   ``ProviderError/Code/modelNotFound``.
  @discardableResult
  func update(
    _ id: String, under claim: JobClaim? = nil,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    do {
      return try await apply(id, claim, change)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, id)
      begin(id)
      defer { end(id) }
      return try await updateLater(id, under: claim, change)
    }
  }

  /// Like ``update(_:under:_:)``, but continues in the background after the first attempt.
  func updateInBackground(
    _ id: String, under claim: JobClaim? = nil,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws {
    do {
      _ = try await apply(id, claim, change)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, id)
      begin(id)
      Task {
        defer { end(id) }
        _ = try await updateLater(id, under: claim, change)
      }
    }
  }

  /// Claims a model for work. If the registry fails, the claim may have been stored all the same,
  /// although no work follows; it is then undone in the background. After a claim is undone, the
  /// model is as it was before, because the daemon refunds the call.
  ///
  /// - Parameters:
  ///   - model: the model to claim.
  ///   - client: the client that pays for the work. If it has left, the claim is not stored, and if
  ///     it leaves meanwhile, the claim is undone. `nil` if no client waits.
  ///   - change: changes the model.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/unsettled``; `CancellationError` if the
  ///   client has left; as ``update(_:under:_:)``.
  func claim(
    _ model: StoredModel, for client: Patience? = nil,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    let update = try await store(model, for: client, change)
    guard let client, client.isOver else { return update }
    await undo(update)
    throw CancellationError()
  }

  private func store(
    _ model: StoredModel, for client: Patience?,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try requireNoPendingUpdate(model.id)
    let claim = Claim()
    do {
      let update = try await registry.update(model.id) { current in
        try client?.check()
        let before = current
        try change(&current)
        let update = ModelUpdate(before: before, after: current)
        claim.update.withLock { $0 = update }
        self.claims.withLock { $0[model.id] = claim }
      }
      forget(claim, of: model.id)
      return update
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, model.id)
      undo(claim, of: model.id)
      throw error
    }
  }

  /// Undoes a claim that was stored for a client that left meanwhile.
  private func undo(_ claim: ModelUpdate) async {
    // The only possible error is that the model was deleted meanwhile.
    try? await updateInBackground(claim.after.id) { try $0.undo(claim) }
  }

  /// Undoes a claim in the background if the registry stored it and returned an error.
  private func undo(_ claim: Claim, of id: String) {
    begin(id)
    Task {
      defer {
        forget(claim, of: id)
        end(id)
      }
      _ = try await updateLater(id) { current in
        // Another call may have claimed the model since.
        guard self.claims.withLock({ $0[id] }) === claim, let update = claim.update.withLock(\.self)
        else { return }
        try current.undo(update)
      }
    }
  }

  private func forget(_ claim: Claim, of id: String) {
    claims.withLock { claims in
      if claims[id] === claim { claims[id] = nil }
    }
  }

  /// Throws while the outcome of the model's last work has yet to be stored.
  func requireNoPendingUpdate(_ id: String) throws(ProviderError) {
    guard open.withLock({ $0[id] }) != nil else { return }
    throw ProviderError(
      .unsettled,
      "the state of model \(id) cannot be stored at present; the provider keeps trying: "
        + "ask again later", modelID: id)
  }

  private func apply(
    _ id: String, _ claim: JobClaim?,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    guard let claim else { return try await registry.update(id, change) }
    return try await registry.update(id, under: claim, change)
  }

  private func updateLater(
    _ id: String, under claim: JobClaim? = nil,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    for attempt in 0... {
      let delay = delay(after: attempt)
      // In a task of its own, so that cancellation doesn't shorten the delay.
      await Task { try? await Task.sleep(for: delay) }.value
      do {
        return try await apply(id, claim, change)
      } catch  where Self.isDecision(error) {
        throw error
      } catch {
        report(error, id)
      }
    }
    throw CancellationError()
  }

  private func delay(after attempt: Int) -> Duration {
    delays[min(attempt, delays.count - 1)]
  }

  private func begin(_ id: String) {
    open.withLock { $0[id, default: 0] += 1 }
  }

  private func end(_ id: String) {
    open.withLock { $0[id] = $0[id].flatMap { $0 > 1 ? $0 - 1 : nil } }
  }

  /// Whether the error is a refusal and not a failure of the registry or of the provider.
  static func isDecision(_ error: any Error) -> Bool {
    switch error {
    case let error as ProviderError: !error.isProvidersFault
    // Registries complete a change even if the task is cancelled, so the change itself threw this.
    case is CancellationError: true
    default: false
    }
  }

  private func report(_ error: any Error, _ id: String) {
    logger.error("a change cannot be stored yet: \(error)", metadata: ["model_id": "\(id)"])
  }
}
