import Foundation
import GRDB
import TrainingProtos
import TrainingRuntime

/// Converts entries of histories to and from rows of the database.
enum TransitionRow {
  /// How many of a model's last entries are kept, beside the first.
  static let kept: Int64 = 200

  /// Adds entries to a model's history, and removes those that exceed ``kept``.
  static func insert(
    _ transitions: [ModelTransition], of id: String, in database: Database
  ) throws {
    try insertRows(transitions, of: id, in: database)
    for transition in transitions where transition.isByOperator {
      try database.execute(
        literal: """
          INSERT INTO operator_change (model_id, revision) VALUES (\(id), \(transition.revision))
          """)
    }
    guard let last = transitions.last?.revision, last >= kept else { return }
    try database.execute(
      literal: """
        DELETE FROM transition WHERE model_id = \(id) AND revision <= \(last - kept)
          AND revision > (SELECT MIN(revision) FROM transition WHERE model_id = \(id))
        """)
  }

  /// Stores entries and nothing else.
  static func insertRows(
    _ transitions: [ModelTransition], of id: String, in database: Database
  ) throws {
    for transition in transitions {
      try database.execute(
        literal: """
          INSERT INTO transition (model_id, revision, changed_at, old_status, new_status, reason,
            is_by_operator)
          VALUES (\(id), \(transition.revision), \(transition.date),
            \(transition.oldStatus?.protoName), \(transition.newStatus.protoName),
            \(transition.reason), \(transition.isByOperator))
          """)
    }
  }

  static func all(of id: String, in database: Database) throws -> [ModelTransition] {
    let query = """
      SELECT * FROM transition WHERE model_id = ? ORDER BY revision
      """
    return try Row.fetchAll(database, sql: query, arguments: [id]).map { row in
      ModelTransition(
        revision: row["revision"], date: row["changed_at"],
        from: try (row["old_status"] as String?).map(Training_Status.init(stored:)),
        to: try Training_Status(stored: row["new_status"]), reason: row["reason"],
        isByOperator: row["is_by_operator"])
    }
  }

  static func byOperator(after number: Int64, in database: Database) throws -> [OperatorChange] {
    let query = """
      SELECT number, model_id, revision FROM operator_change WHERE number > ? ORDER BY number
      """
    return try Row.fetchAll(database, sql: query, arguments: [number]).map { row in
      OperatorChange(
        number: row["number"], modelID: row["model_id"], revision: row["revision"])
    }
  }

  static func lastByOperator(in database: Database) throws -> Int64 {
    let query = "SELECT MAX(number) FROM operator_change"
    return try Int64.fetchOne(database, sql: query) ?? 0
  }
}
