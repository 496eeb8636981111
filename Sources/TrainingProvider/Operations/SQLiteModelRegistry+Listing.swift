import GRDB
import TrainingProtos
import TrainingRuntime

extension SQLiteModelRegistry {
  /// Returns a page of the models of a selection.
  ///
  /// Each status is looked up in an index that has the wanted order, and the results are merged. So
  /// the time depends on the size of a page and not on the number of models, unless a method or an
  /// address is selected: then all models of an address or, at worst, of a status are read.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/modelNotFound`` if there is no previous
  ///   model.
  package func page(_ selection: ModelSelection) async throws -> ModelPage {
    try await read { database in
      let previous = try selection.previous.map { id in
        guard let place = try ModelPlace.find(id, in: database) else {
          throw ProviderError.modelNotFound(id)
        }
        return place
      }
      let places = try selection.queries(after: previous)
        .flatMap { try ModelPlace.fetchAll($0, in: database) }
        .sorted { $1.precedes($0, in: selection.order) }
      let rows = try places.prefix(selection.limit).compactMap {
        try ModelRow.find($0.id, in: database)
      }
      return ModelPage(models: rows.map(\.model), hasMore: places.count > selection.limit)
    }
  }

  /// Returns the number of models of each status, and the bytes of their files.
  func usage() async throws -> [ModelUsage] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM usage").map { row in
        ModelUsage(
          status: try Training_Status(stored: row["status"]), models: row["models"],
          datasetBytes: row["dataset_bytes"], artefactBytes: row["artefact_bytes"])
      }.sorted { $0.status.rawValue < $1.status.rawValue }
    }
  }
}

/// A model's place in lists.
private struct ModelPlace {
  let id: String
  let number: Int64
  let update: String

  private init(_ row: Row) {
    (id, number, update) = (row["id"], row["rowid"], row["updated_at"])
  }

  static func find(_ id: String, in database: Database) throws -> ModelPlace? {
    try Row.fetchOne(
      database, sql: "SELECT rowid, id, updated_at FROM model WHERE id = ?", arguments: [id]
    ).map(ModelPlace.init)
  }

  static func fetchAll(
    _ query: SQLRequest<Row>, in database: Database
  ) throws -> [ModelPlace] {
    try query.fetchAll(database).map(ModelPlace.init)
  }

  func precedes(_ other: ModelPlace, in order: ModelSelection.Order) -> Bool {
    switch order {
    case .created: number < other.number
    case .updated: (update, number) < (other.update, other.number)
    }
  }
}

extension ModelSelection {
  /// The queries whose results make up a page, each with one place more than needed.
  fileprivate func queries(after previous: ModelPlace?) -> [SQLRequest<Row>] {
    if statuses.isEmpty, order == .created { return [query(nil, after: previous)] }
    let statuses = statuses.isEmpty ? Training_Status.allCases : Array(Set(statuses))
    return statuses.map { query($0, after: previous) }
  }

  private func query(_ status: Training_Status?, after previous: ModelPlace?) -> SQLRequest<Row> {
    let conditions = filter(status) + [bound(after: previous)]
    let order: SQL = order == .created ? "rowid DESC" : "updated_at DESC, rowid DESC"
    return """
      SELECT rowid, id, updated_at FROM model \(sql: index(status))
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(literal: order)
      LIMIT \(limit + 1)
      """
  }

  /// The index to use, as the query planner knows nothing about how many models there are.
  private func index(_ status: Training_Status?) -> String {
    // The index of the primary key: the models of the address are looked up by their identifiers.
    if address != nil { return "INDEXED BY sqlite_autoindex_model_1" }
    if status == nil { return method == nil ? "NOT INDEXED" : "INDEXED BY model_by_method" }
    return order == .created ? "INDEXED BY model_by_status" : "INDEXED BY model_by_update"
  }

  private func filter(_ status: Training_Status?) -> [SQL] {
    var conditions: [SQL] = []
    if let status { conditions.append("status = \(status.protoName)") }
    if let method {
      let names = method.split(separator: ".", omittingEmptySubsequences: false)
      conditions.append("method_name = \(String(names.last ?? ""))")
      if names.count > 1 {
        conditions.append("service_name = \(names.dropLast().joined(separator: "."))")
      }
    }
    if let address {
      let normalized = Caller(address: address).address ?? ""
      conditions.append(
        "id IN (SELECT model_id FROM model_address WHERE normalized = \(normalized))")
    }
    return conditions
  }

  private func bound(after previous: ModelPlace?) -> SQL {
    guard let previous else { return order == .created ? "rowid > 0" : "updated_at > ''" }
    return switch order {
    case .created: "rowid < \(previous.number)"
    case .updated: "(updated_at, rowid) < (\(previous.update), \(previous.number))"
    }
  }
}
