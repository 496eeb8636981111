import Foundation
import TrainingProtos

@testable import TrainingProvider

/// A registry that fails or is slow when a test tells it to.
final class FaultyRegistry: ModelRegistry {
  /// Whether changes fail, as they do on a full disk.
  let isFull = Gate()

  /// Whether changes are stored but return an error.
  let losesAnswers = Gate()

  /// How long each change is delayed.
  let delay = Shared(Duration.zero)

  /// How long only the next change is delayed in addition.
  let nextDelay = Shared(Duration.zero)

  /// How long the answer to the next change is delayed after the change was stored.
  let nextAnswerDelay = Shared(Duration.zero)

  /// Whether looking up many models at once returns.
  let answersMany = Gate(open: true)

  /// Whether asking for the sum of bytes returns. The sum is computed before.
  let answersBytes = Gate(open: true)

  /// How often the sum of bytes was asked for.
  let askedForBytes = Shared(0)

  /// How many models were looked up at once, for each time.
  let asked = Shared<[Int]>([])

  private let registry: SQLiteModelRegistry

  init(in directory: URL) throws {
    registry = try SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite"))
  }

  func identity() async throws -> String { try await registry.identity() }

  func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    try await fault()
    try await registry.insert(model, limit: limit)
  }

  func storedModel(withID id: String) async throws -> StoredModel? {
    try await registry.storedModel(withID: id)
  }

  func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    try await registry.storedModels(in: statuses)
  }

  func storedModels(withIDs ids: [String]) async throws -> [StoredModel] {
    asked.change { $0.append(ids.count) }
    try await answersMany.pass()
    return try await registry.storedModels(withIDs: ids)
  }

  func storedBytes() async throws -> UInt64 {
    let bytes = try await registry.storedBytes()
    askedForBytes.change { $0 += 1 }
    try await answersBytes.pass()
    return bytes
  }

  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await fault()
    let answerDelay = once(nextAnswerDelay)
    let update = try await registry.update(id, change)
    await pass(answerDelay)
    if losesAnswers.isOpen { throw ProviderError.storageFull() }
    return update
  }

  /// In a separate task, so that cancellation doesn't shorten the delay.
  private func pass(_ time: Duration) async {
    await Task { try? await Task.sleep(for: time) }.value
  }

  private func once(_ time: Shared<Duration>) -> Duration {
    time.change { time in
      defer { time = .zero }
      return time
    }
  }

  private func fault() async throws {
    await pass(delay.value + once(nextDelay))
    if isFull.isOpen { throw ProviderError.storageFull() }
  }
}
