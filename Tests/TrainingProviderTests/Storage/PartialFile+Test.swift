import Foundation

@testable import TrainingProvider

/// A partial file `part` in `directory`.
func partialFile(
  in directory: URL, limit: UInt64,
  synchronize: @escaping FileSynchronization.Synchronize = FileSynchronization.synchronize
) async throws -> PartialFile {
  let files = WorkPool("files", threads: 1, maxWaiting: 8)
  let registry = try SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite"))
  let budget = StorageBudget(
    root: directory, limits: StorageLimits(), registry: registry, files: files)
  let model = StoredModel(id: "m", serviceName: "S", methodName: "m")
  return PartialFile(
    at: directory.appendingPathComponent("part"), limit: limit,
    reservation: try await budget.reserve(limit, for: model), files: files,
    synchronize: synchronize)
}
