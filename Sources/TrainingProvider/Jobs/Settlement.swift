import Logging
import Synchronization
import TrainingProtos

/// Stores how work ended, and retries for as long as the registry can't be written, e.g. because
/// the disk is full. A result that isn't stored would leave its model VALIDATING or TRAINING for
/// ever.
final class Settlement: Sendable {
  private let registry: any ModelRegistry
  private let delays: [Duration]
  private let logger: Logger
  private let open = Mutex<[String: Int]>([:])
  /// Which claim of a model was the last to be stored, as far as anybody can know.
  private let claims = Mutex<[String: Claim]>([:])

  /// One attempt to claim a model.
  private final class Claim: Sendable {
    /// The revision that the model has if the claim is stored; `nil` if the registry never came so far.
    let revision = Mutex<Int64?>(nil)
  }

  /// - Parameter delays: how long to wait between attempts; the last one again and again.
  init(
    registry: any ModelRegistry, logger: Logger,
    delays: [Duration] = [1, 2, 4, 8, 15, 30].map { .seconds($0) }
  ) {
    self.registry = registry
    self.delays = delays
    self.logger = logger
  }

  /// Changes a model; tries again until the registry has decided or the process ends.
  ///
  /// - Throws: what `change` throws, and ``ProviderError`` with
  ///   ``ProviderError/Code/modelNotFound``.
  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    do {
      return try await registry.update(id, change)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, id)
      begin(id)
      defer { end(id) }
      return try await updateLater(id, change)
    }
  }

  /// Like ``update(_:_:)``, but continues in the background after the first attempt.
  func updateInBackground(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws {
    do {
      try await registry.update(id, change)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, id)
      begin(id)
      Task {
        defer { end(id) }
        _ = try await updateLater(id, change)
      }
    }
  }

  /// Claims a model for work. If the registry fails, the claim may be stored with nobody to do the
  /// work; it is then undone in the background.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/unsettled``; as ``update(_:_:)``.
  func claim(
    _ model: StoredModel, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try requireSettled(model.id)
    let claim = Claim()
    do {
      let update = try await registry.update(model.id) { current in
        try change(&current)
        claim.revision.withLock { [revision = current.revision] in $0 = revision }
        self.claims.withLock { $0[model.id] = claim }
      }
      forget(claim, of: model.id)
      return update
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, model.id)
      undo(claim, of: model.id, ProviderError.wrapping(error))
      throw error
    }
  }

  private func undo(_ claim: Claim, of id: String, _ failure: ProviderError) {
    begin(id)
    Task {
      defer {
        forget(claim, of: id)
        end(id)
      }
      _ = try await updateLater(id) { current in
        // Another call may have claimed the model since.
        guard self.claims.withLock({ $0[id] }) === claim,
          current.revision == claim.revision.withLock(\.self), !current.isInHand,
          current.status == .validating || current.status == .training
        else { return }
        try current.fail(failure)
      }
    }
  }

  private func forget(_ claim: Claim, of id: String) {
    claims.withLock { claims in
      if claims[id] === claim { claims[id] = nil }
    }
  }

  /// Throws until the outcome of the model's last work is stored.
  func requireSettled(_ id: String) throws(ProviderError) {
    guard open.withLock({ $0[id] }) != nil else { return }
    throw ProviderError(
      .unsettled,
      "the state of model \(id) cannot be stored at present; the provider keeps trying: "
        + "ask again later", modelID: id)
  }

  /// Does `work` again and again until it ends without a fault of the provider, or the task is
  /// cancelled.
  ///
  /// - Throws: `CancellationError`; what `work` throws, unless the provider is at fault.
  func retry<T>(_ id: String, _ work: () async throws -> T) async throws -> T {
    for attempt in 0... {
      do {
        return try await work()
      } catch  where Self.isDecision(error) {
        throw error
      } catch {
        logger.error("work cannot begin yet: \(error)", metadata: ["model_id": "\(id)"])
        try await Task.sleep(for: delay(after: attempt))
      }
    }
    throw CancellationError()
  }

  private func updateLater(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    for attempt in 0... {
      let delay = delay(after: attempt)
      // Not cut short by a task that is cancelled.
      await Task { try? await Task.sleep(for: delay) }.value
      do {
        return try await registry.update(id, change)
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

  /// Whether the registry answered, and did not fail.
  private static func isDecision(_ error: any Error) -> Bool {
    (error as? ProviderError).map { !$0.isProvidersFault } ?? false
  }

  private func report(_ error: any Error, _ id: String) {
    logger.error("a change cannot be stored yet: \(error)", metadata: ["model_id": "\(id)"])
  }
}
