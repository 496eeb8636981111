import Foundation
import TrainingProtos
import TrainingRuntime

/// Finds out what a provider is doing.
struct StateReader: Sendable {
  let registry: any ModelRegistry
  let storage: StorageBudget
  let observer: JobObserver
  let startedAt = Date()

  /// - Parameter modelsOfEachStatus: how many models to read of each status.
  func read(modelsOfEachStatus limit: Int) async throws -> ProviderState {
    let running = observer.running
    let pending = try await registry.storedModels(in: [.validating, .training])
    let disk = try await storage.disk()
    return ProviderState(
      date: Date(), startedAt: startedAt, modelCounts: try await counts(),
      models: try await models(limit), jobs: jobs(running, pending), disk: disk)
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

  private func jobs(_ running: [JobObserver.Run], _ pending: [StoredModel]) -> [JobState] {
    let names = Set(running.map(\.job.modelID))
    let waiting = pending.filter { !names.contains($0.id) }.compactMap { model in
      Job(of: model).map { job in
        JobState(
          modelID: model.id, kind: "\(job.kind)", phase: .waiting, since: model.updatedAt)
      }
    }.sorted { $0.since < $1.since }
    return running.map { run in
      JobState(
        modelID: run.job.modelID, kind: "\(run.job.kind)", phase: .running, since: run.date,
        progress: progress(of: run.job))
    } + waiting
  }

  /// How far a running job is. Trainers don't report it yet.
  private func progress(of job: Job) -> JobProgress? { nil }
}

extension ModelState {
  init(_ model: StoredModel) {
    self.init(
      id: model.id, name: model.name, status: model.status.protoName,
      method: "\(model.serviceName).\(model.methodName)", createdAt: model.createdAt,
      updatedAt: model.updatedAt, byteCount: model.byteCount, failureReason: model.failureReason)
  }
}
