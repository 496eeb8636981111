import Logging
import Synchronization
import TrainingProtos

/// Stores how work ended, however long the registry cannot be written, e.g. because the disk is
/// full: a result that nobody knows of would leave its model at work for ever.
final class Settlement: Sendable {
  private let registry: any ModelRegistry
  private let delays: [Duration]
  private let logger: Logger
  private let open = Mutex<[String: Int]>([:])

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
      return try await updateLater(id, change)
    }
  }

  /// As ``update(_:_:)``, but goes on behind the caller's back after the first attempt.
  func updateInBackground(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws {
    do {
      try await registry.update(id, change)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, id)
      Task { try await updateLater(id, change) }
    }
  }

  /// Claims a model for work. If the registry fails, the claim can be stored all the same, with nobody
  /// to do the work: then it is taken back behind the caller's back.
  func claim(
    _ model: StoredModel, _ begin: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    do {
      return try await registry.update(model.id, begin)
    } catch  where Self.isDecision(error) {
      throw error
    } catch {
      report(error, model.id)
      let failure = ProviderError.wrapping(error)
      Task {
        try await updateLater(model.id) { current in
          guard current.revision == model.revision + 1, !current.isInHand,
            current.status == .validating || current.status == .training
          else { return }
          try current.fail(failure)
        }
      }
      throw error
    }
  }

  /// Refuses while how work on the model ended is not stored.
  func requireSettled(_ id: String) throws(ProviderError) {
    guard open.withLock({ $0[id] }) != nil else { return }
    throw ProviderError(
      .unsettled,
      "the state of model \(id) cannot be stored at present; the provider keeps trying: "
        + "ask again later", modelID: id)
  }

  private func updateLater(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    open.withLock { $0[id, default: 0] += 1 }
    defer { open.withLock { $0[id] = $0[id].flatMap { $0 > 1 ? $0 - 1 : nil } } }
    for attempt in 0... {
      let delay = delays[min(attempt, delays.count - 1)]
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

  /// Whether the registry answered, and did not fail.
  private static func isDecision(_ error: any Error) -> Bool {
    (error as? ProviderError).map { !$0.isProvidersFault } ?? false
  }

  private func report(_ error: any Error, _ id: String) {
    logger.error("the end of work cannot be stored yet: \(error)", metadata: ["model_id": "\(id)"])
  }
}
