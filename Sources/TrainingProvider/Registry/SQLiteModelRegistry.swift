public import Foundation
import GRDB
public import TrainingProtos
import TrainingRuntime

/// The default registry: one SQLite file in write-ahead mode.
///
/// Every acknowledged change survives a crash of the machine (`synchronous = FULL`). If a deletion
/// got lost, the daemon would treat the model as existing again. The database is used only on its
/// own threads: two that read and one that writes.
public struct SQLiteModelRegistry: ModelRegistry {
  let database: DatabasePool

  /// The models that were read last; `nil` if the database can't be watched for changes.
  private let recent: RecentModels?

  private let readers = WorkPool("reading the registry", threads: 2, maxWaiting: 16_384)
  private let writer = WorkPool("writing the registry", threads: 1, maxWaiting: 16_384)

  /// Opens or creates the file, and updates its schema. Blocks the thread.
  ///
  /// - Parameter file: a file URL in a directory that exists.
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/invalidConfiguration`` if the file
  ///   cannot be opened, is not a database or was written by a newer version, or if the disk is full.
  public init(file: URL) throws {
    try self.init(file: file, prepare: nil)
  }

  /// - Parameter prepare: is called with each new connection.
  init(file: URL, prepare: (@Sendable (Database) throws -> Void)?) throws {
    database = try Self.explaining(file) {
      let database = try Self.open(file, prepare)
      guard try !database.read(ModelSchema.migrator.hasBeenSuperseded) else {
        throw ProviderError(
          .invalidConfiguration,
          "the registry \(file.path) was written by a newer version of this software: start that "
            + "version, "
            + "or restore an older backup")
      }
      try Self.migrate(database)
      return database
    }
    recent = ChangeCounter(ofDatabaseAt: file.path).map { RecentModels(counter: $0) }
  }

  /// Updates the schema. A change of all models needs much more memory than anything later.
  private static func migrate(_ database: DatabasePool) throws {
    guard try !database.read(ModelSchema.migrator.hasCompletedMigrations) else { return }
    let size = try database.writeWithoutTransaction { database in
      let size = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -2000
      try database.execute(sql: "PRAGMA cache_size = -524288")
      return size
    }
    try ModelSchema.migrator.migrate(database)
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = \(size)") }
  }

  /// Opens a registry that exists and that a provider may be using. Its schema must be up to date,
  /// because a provider of another version can't follow a change of it. Blocks the thread.
  init(existing file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ProviderError(
        .invalidConfiguration,
        "there is no registry \(file.path): name the data directory of a provider, which contains "
          + "\(file.lastPathComponent)")
    }
    database = try Self.explaining(file) {
      let database = try Self.open(file, nil)
      let isCurrent = try database.read { database in
        try ModelSchema.migrator.hasCompletedMigrations(database)
          && !ModelSchema.migrator.hasBeenSuperseded(database)
      }
      guard isCurrent else {
        throw ProviderError(
          .invalidConfiguration,
          "the registry \(file.path) was written by another version of this software: use a program "
            + "of that version, or start a provider of this version once")
      }
      return database
    }
    recent = nil
  }

  private static func explaining<T>(_ file: URL, _ open: () throws -> T) throws -> T {
    do {
      return try open()
    } catch let error as ProviderError {
      throw error
    } catch  where Self.isFull(error) {
      throw ProviderError.noRoomToStart(file, cause: error)
    } catch {
      throw ProviderError(
        .invalidConfiguration,
        "the registry \(file.path) cannot be opened (\(error)): check that the provider's user can "
          + "write to it, or restore its backup", cause: error)
    }
  }

  private static func open(
    _ file: URL, _ prepare: (@Sendable (Database) throws -> Void)?
  ) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.label = "training.models"
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 2
    if let prepare { configuration.prepareDatabase(prepare) }
    let database = try DatabasePool(path: file.path, configuration: configuration)
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    return database
  }

  public func identity() async throws -> String {
    try await read { database in
      guard let identity = try String.fetchOne(database, sql: "SELECT identity FROM registry")
      else { throw DatabaseError(message: "the registry has no identity") }
      return identity
    }
  }

  public func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    try await write(model.id) { database in
      let row = ModelRow(model)
      guard try ModelRow.find(model.id, in: database) == nil else {
        throw ProviderError(
          .identifierTaken, "model \(model.id) already exists; try again", modelID: model.id)
      }
      if let limit { try row.check(limit, in: database) }
      try row.insert(in: database)
      try TransitionRow.insert([model.creation] + model.transitions, of: model.id, in: database)
    }
  }

  public func storedModel(withID id: String) async throws -> StoredModel? {
    // Statuses are asked for all the time. A call that doesn't wait for another thread takes a
    // fraction of the processor time.
    if let model = recent?.model(withID: id) { return model }
    return try await readers.run {
      // Before the transaction, so that this isn't newer than what the transaction sees.
      let version = recent?.version
      let model = try readNow { try ModelRow.find(id, in: $0)?.model }
      if let model { recent?.keep(model, readAfter: version) }
      return model
    }
  }

  public func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    try await read { try ModelRow.all(in: statuses, in: $0).map(\.model) }
  }

  public func storedModels(withIDs ids: [String]) async throws -> [StoredModel] {
    try await read { try ModelRow.all(withIDs: ids, in: $0).map(\.model) }
  }

  public func storedBytes() async throws -> UInt64 {
    try await read { UInt64(clamping: try ModelRow.storedBytes(in: $0)) }
  }

  public func modelCounts() async throws -> [Training_Status: Int] {
    let counts = try await usage().filter { $0.models > 0 }
    return Dictionary(uniqueKeysWithValues: counts.map { ($0.status, $0.models) })
  }

  public func newestModels(
    _ limit: Int, in status: Training_Status
  ) async throws -> [StoredModel] {
    try await page(ModelSelection(statuses: [status], limit: limit)).models
  }

  @discardableResult
  public func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await write(id) { database in
      guard let row = try ModelRow.find(id, in: database) else {
        throw ProviderError.modelNotFound(id)
      }
      var model = row.model
      try change(&model)
      let transitions = model.takeTransitions()
      if model != row.model { try ModelRow(model).update(row, in: database) }
      try TransitionRow.insert(transitions, of: id, in: database)
      return ModelUpdate(before: row.model, after: model)
    }
  }
}

extension SQLiteModelRegistry {
  public func history(ofModelWithID id: String) async throws -> [ModelTransition] {
    try await read { try TransitionRow.all(of: id, in: $0) }
  }

  public func modelsWithDatasets(readySince date: Date, limit: Int) async throws -> [String] {
    try await read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT id FROM model INDEXED BY model_with_dataset
          WHERE status = 'READY_TO_USE' AND dataset_file IS NOT NULL AND updated_at < ?
          ORDER BY updated_at LIMIT ?
          """, arguments: [date, limit])
    }
  }

  public func operatorChanges(after number: Int64) async throws -> [OperatorChange] {
    try await read { try TransitionRow.byOperator(after: number, in: $0) }
  }

  public func lastOperatorChange() async throws -> Int64 {
    try await read { try TransitionRow.lastByOperator(in: $0) }
  }

  func read<T: Sendable>(
    _ look: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await readers.run { try readNow(look) }
  }

  private func readNow<T>(_ look: (Database) throws -> T) throws -> T {
    try Self.translating { try database.read(look) }
  }

  /// Changes a model in a separate task, so that the change is stored even if the caller is cancelled.
  private func write<T: Sendable>(
    _ id: String, _ change: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await Task {
      try await writer.run { try Self.translating { try writeNow(id, change) } }
    }.value
  }

  private func writeNow<T>(_ id: String, _ change: (Database) throws -> T) throws -> T {
    // If committing fails, it is unknown whether the change is stored.
    var isStored: Bool?
    defer { recent?.endChange(of: id, isStored: isStored) }
    let (result, count) = try database.write { database in
      recent?.beginChange()
      let before = database.totalChangesCount
      do {
        return (try change(database), database.totalChangesCount - before)
      } catch {
        isStored = false
        throw error
      }
    }
    isStored = count > 0
    return result
  }

  /// Gives a full disk its own error code, because the condition is temporary.
  private static func translating<T>(_ access: () throws -> T) throws -> T {
    do {
      return try access()
    } catch  where isFull(error) {
      throw ProviderError.storageFull(cause: error)
    }
  }

  private static func isFull(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_WRITE
      || error.extendedResultCode == .SQLITE_IOERR_FSYNC
      || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
  }
}
