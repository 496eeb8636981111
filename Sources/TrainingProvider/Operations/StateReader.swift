import Foundation
import TrainingProtos
import TrainingRuntime

/// Finds out what a provider is doing.
struct StateReader: Sendable {
  let registry: any ModelRegistry
  let storage: StorageBudget
  let jobs: JobQueue
  let startedAt = Date()

  /// - Parameter modelsOfEachStatus: how many models to read of each status.
  func read(modelsOfEachStatus limit: Int) async throws -> ProviderState {
    let disk = try await storage.disk()
    return ProviderState(
      date: Date(), startedAt: startedAt, modelCounts: try await counts(),
      models: try await models(limit), jobs: await jobs.unfinishedJobs(), disk: disk)
  }

  private func counts() async throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try await registry.modelCounts().map { ($0.key.protoName, $0.value) })
  }

  private func models(_ limit: Int) async throws -> [ModelState] {
    guard limit > 0 else { return [] }
    var models: [StoredModel] = []
    for status in Training_Status.allCases where status != .deleted {
      models += try await registry.newestModels(limit, in: status)
    }
    return models.sorted { $0.updatedAt > $1.updatedAt }.map(ModelState.init)
  }
}

extension ModelState {
  init(_ model: StoredModel) {
    self.init(
      id: model.id, name: model.name, status: model.status.protoName,
      method: "\(model.serviceName).\(model.methodName)", createdAt: model.createdAt,
      updatedAt: model.updatedAt, byteCount: model.byteCount, failureReason: model.failureReason)
  }
}
