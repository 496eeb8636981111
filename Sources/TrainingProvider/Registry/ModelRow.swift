import Foundation
import GRDB
import TrainingProtos
import TrainingRuntime

/// Converts a ``StoredModel`` to and from rows of the database.
struct ModelRow {
  let model: StoredModel

  init(_ model: StoredModel) {
    self.model = model
  }

  private init(_ row: Row, addresses: [String]) throws {
    let status = try Training_Status(stored: row["status"])
    model = StoredModel(
      id: row["id"], status: status, revision: row["revision"], name: row["name"],
      description: row["description"], serviceName: row["service_name"],
      methodName: row["method_name"], addressList: addresses, isPublic: row["is_public"],
      organizationID: row["organization_id"], serviceID: row["service_id"],
      groupID: row["group_id"], createdAt: row["created_at"], updatedAt: row["updated_at"],
      dataset: Self.dataset(row, "dataset"), candidate: Self.dataset(row, "candidate"),
      trainingDataLink: row["training_data_link"],
      linkedBytes: (row["linked_bytes"] as Int64?).map { UInt64(clamping: $0) },
      validationQuote: Self.quote(row, "validation", link: row["validation_link"]),
      trainingQuote: Self.quote(row, "training", link: nil), artefacts: row["artefacts"],
      artefactBytes: UInt64(clamping: row["artefact_bytes"] as Int64),
      savedCheckpoints: Self.savedCheckpoints(row),
      failureReason: row["failure_reason"], isDatasetRefused: row["is_dataset_refused"],
      failedWork: Self.failedWork(row), trainsAfterValidation: row["trains_after_validation"],
      datasetDroppedAt: row["dataset_dropped_at"], hasRunningJob: row["is_in_hand"],
      jobStart: row["job_started_at"], attempts: row["attempts"],
      suspicions: row["suspicions"], fence: row["fence"])
  }

  private static func dataset(_ row: Row, _ name: String) -> StoredDataset? {
    guard let file = row["\(name)_file"] as String?, let bytes = row["\(name)_bytes"] as Int64?
    else { return nil }
    return StoredDataset(
      file: file, name: row["\(name)_name"] as String? ?? "", byteCount: UInt64(clamping: bytes))
  }

  private static func savedCheckpoints(_ row: Row) -> SavedCheckpoints? {
    guard let name = row["saved_checkpoints"] as String?,
      let bytes = row["saved_checkpoint_bytes"] as Int64?
    else { return nil }
    return SavedCheckpoints(name: name, byteCount: UInt64(clamping: bytes))
  }

  private static func failedWork(_ row: Row) -> FailedWork? {
    switch row["failed_work"] as String? {
    case "VALIDATION": .validation
    case "TRAINING": .training
    case "LINK": (row["failed_link"] as String?).map { .link($0) }
    default: nil
    }
  }

  private static func quote(_ row: Row, _ name: String, link: String?) -> Quote? {
    guard let price = (row["\(name)_price"] as String?).flatMap(UInt64.init),
      let date = row["\(name)_quoted_at"] as Date?
    else { return nil }
    return Quote(
      price: price, link: link ?? "", datasetFile: row["\(name)_dataset"], date: date)
  }
}

extension ModelRow {
  static func find(_ id: String, in database: Database) throws -> ModelRow? {
    try Row.fetchOne(database, sql: "SELECT * FROM model WHERE id = ?", arguments: [id])
      .map { try ModelRow($0, addresses: addresses(of: id, in: database)) }
  }

  static func all(in statuses: [Training_Status], in database: Database) throws -> [ModelRow] {
    let names = statuses.map(\.protoName)
    return try all("SELECT * FROM model WHERE status IN \(names) ORDER BY created_at, id", database)
  }

  /// Models in the order of the bytes of their identifiers.
  static func page(after id: String?, limit: Int, in database: Database) throws -> [ModelRow] {
    try all("SELECT * FROM model WHERE id > \(id ?? "") ORDER BY id LIMIT \(limit)", database)
  }

  static func all(withIDs ids: [String], in database: Database) throws -> [ModelRow] {
    try all("SELECT * FROM model WHERE id IN \(ids)", database)
  }

  private static func all(
    _ query: SQLRequest<Row>, _ database: Database
  ) throws -> [ModelRow] {
    try query.fetchAll(database)
      .map { try ModelRow($0, addresses: addresses(of: $0["id"], in: database)) }
  }

  static func storedBytes(in database: Database) throws -> Int64 {
    let sum = "SELECT SUM(dataset_bytes + artefact_bytes) FROM usage"
    return try Int64.fetchOne(database, sql: sum) ?? 0
  }

  private static func addresses(of id: String, in database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT address FROM model_address WHERE model_id = ? ORDER BY position",
      arguments: [id])
  }

  /// Refuses the model if an address on its list already has the largest allowed number of models
  /// for the method.
  func check(_ limit: UserLimit, in database: Database) throws {
    for address in Set(model.addressList.compactMap { Caller(address: $0).address }).sorted() {
      // Counting ends at the limit, whatever else the address has.
      let count: SQLRequest<Int> = """
        SELECT COUNT(*) FROM (
          SELECT DISTINCT model_id FROM model_address JOIN model ON model.id = model_id
          WHERE normalized = \(address) AND model_address.method_name = \(model.methodName)
            AND model_address.service_name = \(model.serviceName)
            AND status <> \(Training_Status.deleted.protoName)
          LIMIT \(Int64(clamping: limit.maxModels)))
        """
      guard UInt64(try count.fetchOne(database) ?? 0) < limit.maxModels else {
        throw ProviderError.quotaExceeded(address, model, limit)
      }
    }
  }
}

extension ModelRow {
  /// - Parameter place: its place among all models in the order of their creation; `nil` for the last one.
  func insert(at place: Int64? = nil, in database: Database) throws {
    var columns = columns
    if let place { columns["rowid"] = place }
    let names = columns.keys.sorted()
    try database.execute(
      sql: """
        INSERT INTO model (\(names.joined(separator: ", ")))
        VALUES (\(names.map { ":" + $0 }.joined(separator: ", ")))
        """, arguments: StatementArguments(columns))
    try insertAddresses(in: database)
  }

  /// Stores the model in place of `before`.
  func update(_ before: ModelRow, in database: Database) throws {
    let assignments = columns.keys.sorted().map { "\($0) = :\($0)" }
    try database.execute(
      sql: "UPDATE model SET \(assignments.joined(separator: ", ")) WHERE id = :id",
      arguments: StatementArguments(columns))
    let (old, new) = (before.model, model)
    guard
      (old.addressList, old.methodName, old.serviceName)
        != (new.addressList, new.methodName, new.serviceName)
    else { return }
    try database.execute(
      sql: "DELETE FROM model_address WHERE model_id = ?", arguments: [model.id])
    try insertAddresses(in: database)
  }

  private func insertAddresses(in database: Database) throws {
    for (position, address) in model.addressList.enumerated() {
      let normalized = Caller(address: address).address ?? ""
      try database.execute(
        literal: """
          INSERT INTO model_address
            (model_id, position, address, normalized, method_name, service_name)
          VALUES (\(model.id), \(position), \(address), \(normalized), \(model.methodName),
            \(model.serviceName))
          """)
    }
  }

  private var failedWork: (name: String?, link: String?) {
    switch model.failedWork {
    case .validation: ("VALIDATION", nil)
    case .training: ("TRAINING", nil)
    case .link(let link): ("LINK", link)
    case nil: (nil, nil)
    }
  }

  private var columns: [String: (any DatabaseValueConvertible)?] {
    [
      "id": model.id, "status": model.status.protoName, "revision": model.revision,
      "name": model.name, "description": model.description, "service_name": model.serviceName,
      "method_name": model.methodName, "is_public": model.isPublic,
      "organization_id": model.organizationID, "service_id": model.serviceID,
      "group_id": model.groupID, "created_at": model.createdAt, "updated_at": model.updatedAt,
      "dataset_file": model.dataset?.file, "dataset_name": model.dataset?.name,
      "dataset_bytes": model.dataset.map { Int64(clamping: $0.byteCount) },
      "candidate_file": model.candidate?.file, "candidate_name": model.candidate?.name,
      "candidate_bytes": model.candidate.map { Int64(clamping: $0.byteCount) },
      "training_data_link": model.trainingDataLink,
      "linked_bytes": model.linkedBytes.map { Int64(clamping: $0) },
      "validation_price": model.validationQuote.map { String($0.price) },
      "validation_link": model.validationQuote?.link,
      "validation_dataset": model.validationQuote?.datasetFile,
      "validation_quoted_at": model.validationQuote?.date,
      "training_price": model.trainingQuote.map { String($0.price) },
      "training_dataset": model.trainingQuote?.datasetFile,
      "training_quoted_at": model.trainingQuote?.date, "artefacts": model.artefacts,
      "artefact_bytes": Int64(clamping: model.artefactBytes),
      "saved_checkpoints": model.savedCheckpoints?.name,
      "saved_checkpoint_bytes": model.savedCheckpoints.map { Int64(clamping: $0.byteCount) },
      "failure_reason": model.failureReason, "is_dataset_refused": model.isDatasetRefused,
      "failed_work": failedWork.name, "failed_link": failedWork.link,
      "trains_after_validation": model.trainsAfterValidation,
      "dataset_dropped_at": model.datasetDroppedAt,
      "is_in_hand": model.hasRunningJob, "job_started_at": model.jobStart,
      "attempts": model.attempts, "suspicions": model.suspicions,
      "fence": model.fence,
    ]
  }
}

extension Training_Status {
  /// Reads the name of a status in the database.
  init(stored name: String) throws {
    guard let status = Self.allCases.first(where: { $0.protoName == name }) else {
      throw DatabaseError(message: "the registry contains an unknown status, \(name)")
    }
    self = status
  }
}
