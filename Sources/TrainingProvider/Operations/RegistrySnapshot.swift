import Foundation
import GRDB

/// The content of a registry at one moment, which is read while others write.
struct RegistrySnapshot {
  private let database: Database

  /// The datasets and artefacts that models refer to: paths below the data directory.
  let references: Set<String>

  /// The number of models, deleted ones included.
  let models: Int

  let identity: String

  /// - Parameter database: a connection in a transaction.
  private init(_ database: Database) throws {
    self.database = database
    references = try Self.references(in: database)
    models = try Int.fetchOne(database, sql: "SELECT SUM(models) FROM usage") ?? 0
    identity = try String.fetchOne(database, sql: "SELECT identity FROM registry") ?? ""
  }

  /// Copies the registry to a new file.
  func copy(to file: URL) throws {
    let copy = try DatabaseQueue(path: file.path)
    try copy.inDatabase { try database.backup(to: $0) }
    try copy.close()
    try FileSynchronization.synchronize(file)
  }

  /// Takes a snapshot.
  ///
  /// - Parameters:
  ///   - registry: the registry.
  ///   - secure: is called while nobody can write to the registry. So the files that the snapshot
  ///     refers to are still there, because a file is removed only after the registry forgot it.
  ///   - use: is called afterwards, while others write again.
  static func take(
    of registry: SQLiteModelRegistry, secure: (RegistrySnapshot) throws -> Void,
    use: (RegistrySnapshot) throws -> Void
  ) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let reader = try DatabaseQueue(path: registry.database.path, configuration: configuration)
    try reader.inDatabase { database in
      var snapshot: RegistrySnapshot?
      try registry.database.writeWithoutTransaction { writer in
        try writer.inTransaction(.immediate) {
          try database.beginTransaction(.deferred)
          let taken = try RegistrySnapshot(database)
          try secure(taken)
          snapshot = taken
          return .rollback
        }
      }
      if let snapshot { try use(snapshot) }
      try database.commit()
    }
    try reader.close()
  }

  /// The references of a registry that nobody else uses.
  static func references(in file: URL) throws -> Set<String> {
    let database = try DatabaseQueue(path: file.path)
    defer { try? database.close() }
    return try database.read { try references(in: $0) }
  }

  fileprivate static func references(in database: Database) throws -> Set<String> {
    let query = """
      SELECT dataset_file, candidate_file, artefacts FROM model
      WHERE dataset_file IS NOT NULL OR candidate_file IS NOT NULL OR artefacts IS NOT NULL
      """
    var references: Set<String> = []
    let rows = try Row.fetchCursor(database, sql: query)
    while let row = try rows.next() {
      for (column, area) in [(0, "datasets"), (1, "datasets"), (2, "artefacts")] {
        if let name = row[column] as String? { references.insert("\(area)/\(name)") }
      }
    }
    return references
  }
}

extension SQLiteModelRegistry {
  /// The datasets and artefacts that models refer to at present. Blocks the thread.
  func references() throws -> Set<String> {
    try database.read { try RegistrySnapshot.references(in: $0) }
  }
}
