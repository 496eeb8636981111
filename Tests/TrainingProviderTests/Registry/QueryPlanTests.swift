import Foundation
import GRDB
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// No statement reads a whole table that grows with the number of models. A backup is the exception: it
/// contains everything.
@Suite struct QueryPlanTests {
  @Test func noStatementScansATable() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      let statements = try await statements(in: directory, file)
      // Otherwise the test would prove nothing.
      for part in [
        "INSERT INTO model ", "UPDATE model ", "model_by_method", "model_with_dataset",
        "FROM operator_change", "DELETE FROM transition", "FROM usage", "normalized =",
      ] {
        #expect(statements.contains { $0.contains(part) }, "\(part)")
      }
      let database = try DatabaseQueue(path: file.path)
      try await database.read { database in
        for statement in statements {
          for step in try Self.plan(statement, in: database) {
            // Only the models of one address and those with work to resume are sorted.
            #expect(
              !step.contains("TEMP B-TREE FOR ORDER BY") || Self.maySort(statement),
              "\(step): \(statement)")
            let scans = step.contains(/^SCAN (model|model_address|transition|operator_change)\b/)
            #expect(!scans, "\(step): \(statement)")
          }
        }
      }
    }
  }

  /// A scan is noticed.
  @Test func scansAreNoticed() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      _ = try SQLiteModelRegistry(file: file)
      let plan = try await DatabaseQueue(path: file.path).read {
        try Self.plan("SELECT SUM(artefact_bytes) FROM model", in: $0)
      }
      #expect(plan == ["SCAN model"])
    }
  }

  private static func maySort(_ statement: String) -> Bool {
    statement.contains("normalized = '0xd'") || statement.contains("ORDER BY created_at, id")
  }

  private static func plan(_ statement: String, in database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(statement)").map { $0["detail"] }
  }

  /// All statements that the registry executes in the life of a model and for an operator.
  private func statements(in directory: URL, _ file: URL) async throws -> Set<String> {
    // Creates the schema, whose statements don't count.
    _ = try SQLiteModelRegistry(file: file)
    let executed = Shared<Set<String>>([])
    let registry = try SQLiteModelRegistry(file: file) { database in
      database.trace { event in
        guard case .statement(let statement) = event else { return }
        let sql = statement.expandedSQL
        guard sql.contains(/^(SELECT|INSERT|UPDATE|DELETE|WITH)\b/),
          !sql.contains(/sqlite_(master|schema)|grdb_migrations|pragma_/)
        else { return }
        executed.change { _ = $0.insert(sql) }
      }
    }
    try await ProviderUnderTest.run(in: directory, registry: registry) { test in
      let id = try await test.create(addresses: ["0xA"])
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      _ = try await test.delete(try await test.create(addresses: ["0xB", "0xC"]))
      _ = try await registry.update(id) { $0.addressList = ["0xD"] }
    }
    try await operate(registry)
    return executed.value
  }

  /// What an operator, a restart and the removal of old datasets read and change.
  private func operate(_ registry: SQLiteModelRegistry) async throws {
    let old = StoredModel(
      id: "old", revision: 500, serviceName: "ExampleService", methodName: "stt")
    try await registry.insert(old, limit: UserLimit(maxModels: 3))
    try await registry.update("old") { try $0.beginUpload() }
    _ = try await registry.history(ofModelWithID: "old")
    _ = try await registry.storedModels(in: [.validating, .training])
    _ = try await registry.storedModels(withIDs: ["old", "other"])
    _ = try await registry.storedBytes()
    _ = try await registry.usage()
    _ = try await registry.modelsWithDatasets(readySince: Date(), limit: 10)
    _ = try await registry.operatorChanges(after: try await registry.lastOperatorChange())
    for order in ModelSelection.Order.allCases {
      for statuses in [[], [Training_Status.errored, .readyToUse]] {
        for method in [nil, "stt", "ExampleService.stt"] {
          for address in [nil, "0xD"] {
            for previous in [nil, "old"] {
              _ = try await registry.page(
                ModelSelection(
                  statuses: statuses, method: method, address: address, order: order,
                  after: previous))
            }
          }
        }
      }
    }
  }
}
