import Foundation
import GRDB
import TrainingProtos
import TrainingRuntime

/// A model between the tables and ``StoredModel``.
struct ModelRow {
  let model: StoredModel

  init(_ model: StoredModel) {
    self.model = model
  }

  private init(_ row: Row, addresses: [String]) throws {
    let status = Training_Status.allCases.first { $0.protoName == row["status"] }
    guard let status else {
      throw DatabaseError(message: "model \(row["id"] as String) has an unknown status")
    }
    model = StoredModel(
      id: row["id"], status: status, revision: row["revision"], name: row["name"],
      description: row["description"], serviceName: row["service_name"],
      methodName: row["method_name"], addressList: addresses, isPublic: row["is_public"],
      organizationID: row["organization_id"], serviceID: row["service_id"],
      groupID: row["group_id"], createdAt: row["created_at"], updatedAt: row["updated_at"],
      dataset: Self.dataset(row), trainingDataLink: row["training_data_link"],
      validationPrice: (row["validation_price"] as String?).flatMap(UInt64.init),
      trainingPrice: (row["training_price"] as String?).flatMap(UInt64.init),
      artefacts: row["artefacts"], failureReason: row["failure_reason"], attempts: row["attempts"])
  }

  private static func dataset(_ row: Row) -> StoredDataset? {
    guard let file = row["dataset_file"] as String?, let bytes = row["dataset_bytes"] as Int64?
    else { return nil }
    return StoredDataset(
      file: file, name: row["dataset_name"] as String? ?? "", byteCount: UInt64(clamping: bytes))
  }
}

extension ModelRow {
  static func find(_ id: String, in database: Database) throws -> ModelRow? {
    try Row.fetchOne(database, sql: "SELECT * FROM model WHERE id = ?", arguments: [id])
      .map { try ModelRow($0, addresses: addresses(of: id, in: database)) }
  }

  static func all(in statuses: [Training_Status], in database: Database) throws -> [ModelRow] {
    let names = statuses.map(\.protoName)
    let query: SQLRequest<Row> = """
      SELECT * FROM model WHERE status IN \(names) ORDER BY created_at, id
      """
    return try query.fetchAll(database)
      .map { try ModelRow($0, addresses: addresses(of: $0["id"], in: database)) }
  }

  private static func addresses(of id: String, in database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT address FROM model_address WHERE model_id = ? ORDER BY position",
      arguments: [id])
  }

  /// Refuses the model if an address on its list has as many models of the method already.
  func check(_ limit: UserLimit, in database: Database) throws {
    for address in Set(model.addressList.compactMap { Caller(address: $0).address }).sorted() {
      let count: SQLRequest<Int> = """
        SELECT COUNT(DISTINCT model.id) FROM model_address JOIN model ON model.id = model_id
        WHERE normalized = \(address) AND service_name = \(model.serviceName)
          AND method_name = \(model.methodName)
          AND status <> \(Training_Status.deleted.protoName)
        """
      guard UInt64(try count.fetchOne(database) ?? 0) < limit.maxModels else {
        throw ProviderError(
          .quotaExceeded,
          "address \(address) has \(limit.maxModels) models of \(model.serviceName)."
            + "\(model.methodName), which is all it may have: delete one first", field: address)
      }
    }
  }
}

extension ModelRow {
  func insert(in database: Database) throws {
    let names = columns.keys.sorted()
    try database.execute(
      sql: """
        INSERT INTO model (\(names.joined(separator: ", ")))
        VALUES (\(names.map { ":" + $0 }.joined(separator: ", ")))
        """, arguments: StatementArguments(columns))
    try insertAddresses(in: database)
  }

  func update(in database: Database) throws {
    let assignments = columns.keys.sorted().map { "\($0) = :\($0)" }
    try database.execute(
      sql: "UPDATE model SET \(assignments.joined(separator: ", ")) WHERE id = :id",
      arguments: StatementArguments(columns))
    try database.execute(
      sql: "DELETE FROM model_address WHERE model_id = ?", arguments: [model.id])
    try insertAddresses(in: database)
  }

  private func insertAddresses(in database: Database) throws {
    for (position, address) in model.addressList.enumerated() {
      let normalized = Caller(address: address).address ?? ""
      try database.execute(
        literal: """
          INSERT INTO model_address (model_id, position, address, normalized)
          VALUES (\(model.id), \(position), \(address), \(normalized))
          """)
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
      "training_data_link": model.trainingDataLink,
      "validation_price": model.validationPrice.map(String.init),
      "training_price": model.trainingPrice.map(String.init), "artefacts": model.artefacts,
      "failure_reason": model.failureReason, "attempts": model.attempts,
    ]
  }
}
