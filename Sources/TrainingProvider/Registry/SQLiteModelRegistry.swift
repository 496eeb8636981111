public import Foundation
import GRDB
public import TrainingProtos
import TrainingRuntime

/// The registry that ships: one SQLite file in write-ahead mode.
///
/// Every acknowledged change survives a crash of the machine (`synchronous = FULL`): a deletion
/// that is forgotten would bring the model back to life at the daemon.
public struct SQLiteModelRegistry: ModelRegistry {
  private let database: DatabasePool

  /// Opens the file, or creates it, and brings its schema up to date.
  ///
  /// - Parameter file: a file URL in a directory that exists.
  /// - Throws: a database error if the file cannot be opened, or is of a newer version.
  public init(file: URL) throws {
    var configuration = Configuration()
    configuration.label = "training.models"
    configuration.busyMode = .timeout(10)
    database = try DatabasePool(path: file.path, configuration: configuration)
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try ModelSchema.migrator.migrate(database)
  }

  public func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    try await write { database in
      let row = ModelRow(model)
      guard try ModelRow.find(model.id, in: database) == nil else {
        throw ProviderError(
          .identifierTaken, "model \(model.id) exists already; try again", modelID: model.id)
      }
      if let limit { try row.check(limit, in: database) }
      try row.insert(in: database)
    }
  }

  public func storedModel(withID id: String) async throws -> StoredModel? {
    try await database.read { try ModelRow.find(id, in: $0)?.model }
  }

  public func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    try await database.read { database in
      try ModelRow.all(in: statuses, in: database).map(\.model)
    }
  }

  @discardableResult
  public func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await write { database in
      guard let row = try ModelRow.find(id, in: database) else {
        throw ProviderError.modelNotFound(id)
      }
      var model = row.model
      try change(&model)
      if model != row.model { try ModelRow(model).update(in: database) }
      return ModelUpdate(before: row.model, after: model)
    }
  }

  /// Writes in a task of its own, because GRDB rolls back what a cancelled task writes.
  private func write<T: Sendable>(
    _ change: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await Task { try await database.write(change) }.value
  }
}
