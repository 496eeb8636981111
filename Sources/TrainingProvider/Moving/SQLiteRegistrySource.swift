package import Foundation
import GRDB
import TrainingProtos

/// The registry of a data directory that no provider uses.
package final class SQLiteRegistrySource: RegistrySource {
  private let lock: DirectoryLock
  private let snapshot: DatabaseSnapshot
  private let registry: SQLiteModelRegistry
  private let files = WorkPool("files", threads: 1, maxWaiting: 64)

  /// Keeps providers out of the directory until ``close()`` is called. The program `models` can still
  /// change models, which isn't noticed.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a provider uses the
  ///   directory, or if there is no registry.
  package init(dataDirectory: URL) async throws {
    let directory = DataDirectory(root: dataDirectory, files: files)
    let registry = try await files.run { try SQLiteModelRegistry(existing: directory.registry) }
    self.registry = registry
    (lock, snapshot) = try await files.run {
      (try DirectoryLock(directory.lock), try registry.database.makeSnapshot())
    }
  }

  /// Does nothing: the directory is locked already.
  package func begin(_ export: String) async throws {}

  package func identity() async throws -> String { try await registry.identity() }

  package func entries(after id: String?, limit: Int) async throws -> [RegistryEntry] {
    try await read { try RegistryEntry.page(after: id, limit: limit, in: $0) }
  }

  package func operatorChanges() async throws -> [OperatorChange] {
    try await read { try TransitionRow.byOperator(after: .min, in: $0) }
  }

  package func counts() async throws -> RegistryCounts {
    try await read { try RegistryCounts(of: $0) }
  }

  package func close() async { lock.release() }

  private func read<T: Sendable>(
    _ look: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await files.run { try snapshot.read(look) }
  }
}

extension RegistryEntry {
  /// Models in the order of the bytes of their identifiers.
  static func page(
    after id: String?, limit: Int, in database: Database
  ) throws -> [RegistryEntry] {
    try ModelRow.page(after: id, limit: limit, in: database).map { try entry($0.model, database) }
  }

  static func find(_ id: String, in database: Database) throws -> RegistryEntry? {
    try ModelRow.find(id, in: database).map { try entry($0.model, database) }
  }

  private static func entry(
    _ model: StoredModel, _ database: Database
  ) throws -> RegistryEntry {
    RegistryEntry(model: model, history: try TransitionRow.all(of: model.id, in: database))
  }
}

extension RegistryCounts {
  init(of database: Database) throws {
    let counts = try Row.fetchAll(
      database, sql: "SELECT status, COUNT(*) AS models FROM model GROUP BY status")
    self.init(
      models: Dictionary(uniqueKeysWithValues: counts.map { ($0["status"], $0["models"]) }),
      transitions: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM transition") ?? 0,
      operatorChanges: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM operator_change") ?? 0)
  }
}
