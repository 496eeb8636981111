import Foundation
import GRDB
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Models that are read again without asking SQLite.
@Suite struct RecentModelsTests {
  private typealias Statements = Shared<Int>

  @Test func aModelIsReadOnce() async throws {
    try await withRegistry { registry, statements, _ in
      try await registry.insert(Self.model("a"), limit: nil)
      let first = try await registry.storedModel(withID: "a")
      let count = statements.value
      for _ in 0..<10 { #expect(try await registry.storedModel(withID: "a") == first) }
      #expect(statements.value == count)
    }
  }

  @Test func changesOfOtherModelsLeaveItInMemory() async throws {
    try await withRegistry { registry, statements, _ in
      for id in ["a", "b"] { try await registry.insert(Self.model(id), limit: nil) }
      _ = try await registry.storedModel(withID: "a")
      try await registry.update("b") { $0.name = "other" }
      // Refused changes and those without effect count as changes of another model, too.
      await #expect(throws: ProviderError.self) {
        try await registry.update("b") { _ in throw refusal }
      }
      try await registry.update("b") { _ in }
      await #expect(throws: ProviderError.self) {
        try await registry.insert(Self.model("b"), limit: nil)
      }
      let count = statements.value
      #expect(try await registry.storedModel(withID: "a")?.name == "")
      #expect(statements.value == count)
      #expect(try await registry.storedModel(withID: "b")?.name == "other")
      #expect(statements.value > count)
    }
  }

  @Test func anotherConnectionsChangeIsSeenAtOnce() async throws {
    try await withRegistry { registry, _, file in
      try await registry.insert(Self.model("a"), limit: nil)
      let other = try SQLiteModelRegistry(file: file)
      for number in 0..<100 {
        _ = try await registry.storedModel(withID: "a")
        try await other.update("a") { $0.name = "\(number)" }
        #expect(try await registry.storedModel(withID: "a")?.name == "\(number)")
      }
    }
  }

  @Test(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
  func anotherProgramsChangeIsSeenAtOnce() async throws {
    try await withRegistry { registry, _, file in
      try await registry.insert(Self.model("a"), limit: nil)
      for number in 0..<5 {
        _ = try await registry.storedModel(withID: "a")
        let change = """
          import sqlite3
          with sqlite3.connect("\(file.path)") as database:
              database.execute("UPDATE model SET name = '\(number)'")
          """
        let python = try #require(TestPython.path)
        let outcome = try await Command(python, ["-c", change]).run()
        #expect(outcome.status == 0)
        #expect(try await registry.storedModel(withID: "a")?.name == "\(number)")
      }
    }
  }

  /// Two registries change a model, and readers never see an older state than one that was stored
  /// before they began to read.
  @Test func readersNeverSeeAnOlderState() async throws {
    try await withRegistry { registry, _, file in
      try await registry.insert(Self.model("a"), limit: nil)
      let other = try SQLiteModelRegistry(file: file)
      let stored = Shared<Int64>(0)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in [registry, other] {
          group.addTask {
            for _ in 0..<200 {
              let after = try await writer.update("a") {
                $0.linkedBytes = ($0.linkedBytes ?? 0) + 1
              }
              .after
              let number = Int64(after.linkedBytes ?? 0)
              stored.change { $0 = max($0, number) }
            }
          }
        }
        for _ in 0..<4 {
          group.addTask {
            while stored.value < 400 {
              let least = stored.value
              let model = try await registry.storedModel(withID: "a")
              #expect(Int64(model?.linkedBytes ?? 0) >= least)
              await Task.yield()
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await registry.storedModel(withID: "a")?.linkedBytes == 400)
    }
  }

  @Test func theLeastRecentlyReadModelsAreForgotten() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      _ = try SQLiteModelRegistry(file: file)
      let database = try DatabaseQueue(path: file.path)
      try await database.read { _ = try $0.execute(sql: "SELECT 1 FROM model") }
      let counter = try #require(ChangeCounter(ofDatabaseAt: file.path))
      let recent = RecentModels(counter: counter, maxCount: 2)
      #expect(recent.model(withID: "a") == nil)
      for id in ["a", "b"] { recent.keep(Self.model(id), readAfter: recent.version) }
      #expect(recent.model(withID: "a") != nil)
      recent.keep(Self.model("c"), readAfter: recent.version)
      #expect(recent.model(withID: "a") != nil)
      #expect(recent.model(withID: "b") == nil)
      #expect(recent.model(withID: "c") != nil)
      // Of another state than the present one.
      recent.keep(Self.model("d"), readAfter: (recent.version ?? 0) &- 1)
      #expect(recent.model(withID: "d") == nil)
    }
  }

  @Test func withoutAnIndexNothingIsCounted() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("other")
      #expect(ChangeCounter(ofDatabaseAt: file.path) == nil)
      try Data(count: 32 << 10).write(to: directory.appendingPathComponent("other-shm"))
      #expect(ChangeCounter(ofDatabaseAt: file.path) == nil)
    }
  }

  private var refusal: ProviderError { ProviderError(.wrongStatus, "refused") }

  private static func model(_ id: String) -> StoredModel {
    StoredModel(
      id: id, serviceName: "S", methodName: "m",
      createdAt: Date(timeIntervalSince1970: 1_700_000_000))
  }

  /// Calls `body` with a registry, the number of statements that it has executed, and its file.
  private func withRegistry(
    _ body: (SQLiteModelRegistry, Statements, URL) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      let statements = Statements(0)
      let registry = try SQLiteModelRegistry(file: file) { database in
        database.trace { event in
          if case .statement = event { statements.change { $0 += 1 } }
        }
      }
      try await body(registry, statements, file)
    }
  }
}
