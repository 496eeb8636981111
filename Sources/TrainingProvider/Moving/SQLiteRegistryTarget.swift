package import Foundation
import GRDB

/// The registry of a data directory, which is filled under another name and appears when it is complete.
package final class SQLiteRegistryTarget: RegistryTarget {
  private let directory: DataDirectory
  private let lock: DirectoryLock
  /// The registry under its other name, or the complete one.
  private let database: DatabaseQueue
  private let isComplete: Bool
  private let files = WorkPool("files", threads: 1, maxWaiting: 64)

  package var name: String { directory.registry.path }

  /// Keeps providers out of the directory until ``close()`` is called.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if a provider uses the
  ///   directory.
  package init(dataDirectory: URL) async throws {
    let directory = DataDirectory(root: dataDirectory, files: files)
    try await directory.create()
    self.directory = directory
    (lock, isComplete, database) = try await files.run {
      let lock = try DirectoryLock(directory.lock)
      guard !FileManager.default.fileExists(atPath: directory.registry.path) else {
        _ = try SQLiteModelRegistry(existing: directory.registry)
        return (lock, true, try DatabaseQueue(path: directory.registry.path))
      }
      let database = try DatabaseQueue(path: Self.partial(directory).path)
      try ModelSchema.migrator.migrate(database)
      return (lock, false, database)
    }
  }

  private static func partial(_ directory: DataDirectory) -> URL {
    directory.registry.appendingPathExtension("import")
  }

  package func begin(_ archive: String, identity: String) async throws -> ImportProgress {
    let name = name
    return try await write { [isComplete] database in
      let found = try String.fetchOne(database, sql: "SELECT identity FROM registry")
      if isComplete {
        guard found == identity else { throw Self.isOther(name) }
        return .complete
      }
      // It was complete, but for its name.
      if found == identity, try !database.tableExists("import") { return .parts(.max) }
      try database.execute(
        sql: "CREATE TABLE IF NOT EXISTS import (archive TEXT NOT NULL, parts INTEGER NOT NULL)")
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM import") else {
        try database.execute(literal: "INSERT INTO import VALUES (\(archive), 0)")
        try database.execute(literal: "UPDATE registry SET identity = \(identity)")
        return .parts(0)
      }
      guard row["archive"] == archive else {
        throw ProviderError(
          .invalidConfiguration,
          "another archive was being imported to \(name): import that one again, or remove "
            + "\(name).import and the files of models")
      }
      return .parts(row["parts"])
    }
  }

  package func store(
    _ entries: [RegistryEntry], places: [Int64], asPart part: Int
  ) async throws {
    try await write { database in
      for (entry, place) in zip(entries, places) {
        try ModelRow(entry.model).insert(at: place, in: database)
        try TransitionRow.insertRows(entry.history, of: entry.model.id, in: database)
      }
      try database.execute(literal: "UPDATE import SET parts = \(part + 1)")
    }
  }

  package func confirm(_ entries: [RegistryEntry]) async throws {
    let name = name
    try await files.run {
      try self.database.read { database in
        for entry in entries {
          let found = try RegistryEntry.find(entry.model.id, in: database)
          try entry.roundedForSQLite.requireSame(as: found, in: name)
        }
      }
    }
  }

  package func store(_ changes: [OperatorChange]) async throws {
    let name = name
    try await write { [isComplete] database in
      if !isComplete {
        try database.execute(sql: "DELETE FROM operator_change")
        for change in changes {
          try database.execute(
            literal: """
              INSERT INTO operator_change (number, model_id, revision)
              VALUES (\(change.number), \(change.modelID), \(change.revision))
              """)
        }
      }
      guard try TransitionRow.byOperator(after: .min, in: database) == changes else {
        throw ProviderError(.digestMismatch, "the changes by operators differ in \(name)")
      }
    }
  }

  package func counts() async throws -> RegistryCounts {
    try await files.run { try self.database.read { try RegistryCounts(of: $0) } }
  }

  /// Gives the registry its name, and the directory the registry's identity.
  package func publish() async throws {
    try await files.run {
      let identity = try self.database.read {
        try String.fetchOne($0, sql: "SELECT identity FROM registry") ?? ""
      }
      guard !self.isComplete else { return }
      try self.database.write { try $0.execute(sql: "DROP TABLE IF EXISTS import") }
      try self.database.close()
      try ModelOperations.explaining(self.directory.root) {
        try Data("\(identity)\n".utf8).write(to: self.directory.identity, options: .atomic)
        let partial = Self.partial(self.directory)
        try FileSynchronization.synchronize(self.directory.identity)
        try FileSynchronization.synchronize(partial)
        try FileManager.default.moveItem(at: partial, to: self.directory.registry)
        try FileSynchronization.synchronize(self.directory.root)
      }
    }
  }

  package func close() async { lock.release() }

  private func write<T: Sendable>(
    _ change: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await files.run { try self.database.write(change) }
  }

  private static func isOther(_ name: String) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "\(name) is the registry of another provider: choose a new data directory")
  }
}

extension RegistryEntry {
  /// The entry as SQLite keeps it: times to the millisecond, and sizes of less than 8 EiB.
  fileprivate var roundedForSQLite: RegistryEntry {
    var entry = self
    entry.model = model.roundedForSQLite
    for index in history.indices {
      entry.history[index].date = Self.rounded(history[index].date)
    }
    return entry
  }

  /// The date that is read after this one was stored.
  static func rounded(_ date: Date) -> Date { Date.fromDatabaseValue(date.databaseValue) ?? date }
}

extension StoredModel {
  fileprivate var roundedForSQLite: StoredModel {
    StoredModel(
      id: id, status: status, revision: revision, name: name, description: description,
      serviceName: serviceName, methodName: methodName, addressList: addressList,
      isPublic: isPublic, organizationID: organizationID, serviceID: serviceID, groupID: groupID,
      createdAt: RegistryEntry.rounded(createdAt), updatedAt: RegistryEntry.rounded(updatedAt),
      dataset: dataset?.roundedForSQLite, candidate: candidate?.roundedForSQLite,
      trainingDataLink: trainingDataLink, linkedBytes: linkedBytes.map(Self.rounded),
      validationQuote: validationQuote?.roundedForSQLite,
      trainingQuote: trainingQuote?.roundedForSQLite, artefacts: artefacts,
      artefactBytes: Self.rounded(artefactBytes),
      savedCheckpoints: savedCheckpoints.map { saved in
        SavedCheckpoints(name: saved.name, byteCount: Self.rounded(saved.byteCount))
      }, failureReason: failureReason,
      isDatasetRefused: isDatasetRefused, failedWork: failedWork,
      trainsAfterValidation: trainsAfterValidation,
      datasetDroppedAt: datasetDroppedAt.map(RegistryEntry.rounded), hasRunningJob: hasRunningJob,
      jobStart: jobStart.map(RegistryEntry.rounded), attempts: attempts, suspicions: suspicions,
      fence: fence)
  }

  fileprivate static func rounded(_ bytes: UInt64) -> UInt64 { min(bytes, UInt64(Int64.max)) }
}

extension StoredDataset {
  fileprivate var roundedForSQLite: StoredDataset {
    StoredDataset(file: file, name: name, byteCount: StoredModel.rounded(byteCount))
  }
}

extension Quote {
  fileprivate var roundedForSQLite: Quote {
    Quote(
      price: price, link: link, datasetFile: datasetFile, date: RegistryEntry.rounded(date))
  }
}
