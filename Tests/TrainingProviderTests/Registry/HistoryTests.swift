import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The history of each model.
@Suite struct HistoryTests {
  @Test func everyChangeOfALifeIsKept() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.readyModel()
      _ = try await test.delete(id)
      let history = try await test.provider.models.history(ofModelWithID: id)
      #expect(
        history.map(\.summary) == [
          "0 – CREATED: the model was created", "1 CREATED VALIDATING: an upload began",
          "2 VALIDATING VALIDATED: the dataset was accepted",
          "3 VALIDATED TRAINING: a training began",
          "4 TRAINING READY_TO_USE: the training ended",
          "5 READY_TO_USE DELETED: the model was deleted",
        ])
      #expect(history.map(\.date) == history.map(\.date).sorted())
      #expect(history.allSatisfy { abs($0.date.timeIntervalSinceNow) < 60 && !$0.isByOperator })
    }
  }

  @Test func failuresAreKeptWithTheirReasons() async throws {
    try await ProviderUnderTest.run(trainer: StubTrainer(rejection: "too loud")) { test in
      let id = try await test.create()
      try await test.upload(id)
      try await test.reaches(id, .errored)
      let history = try await test.provider.models.history(ofModelWithID: id)
      #expect(history.last?.summary == "2 VALIDATING ERRORED: too loud")
    }
  }

  @Test func recoveryIsKept() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      try await registry.insert(model("a"), limit: nil)
      try await registry.update("a") { try $0.beginUpload() }
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches("a", .errored) }
      let last = try await registry.history(ofModelWithID: "a").last
      #expect(last?.reason == "the provider restarted during the upload: upload the file again")
    }
  }

  @Test(arguments: RegistryDriver.withHistories)
  func undoneClaimsAreKept(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      let claim = try await registry.update("a") { try $0.beginUpload() }
      try await registry.update("a") { try $0.undo(claim) }
      #expect(
        try await registry.history(ofModelWithID: "a").map(\.summary) == [
          "0 – CREATED: the model was created", "1 CREATED VALIDATING: an upload began",
          "2 VALIDATING CREATED: the claim was undone, because its work never began",
        ])
    }
  }

  /// A change that isn't stored leaves no entry.
  @Test(arguments: RegistryDriver.withHistories)
  func refusedChangesLeaveNoEntries(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      await #expect(throws: CancellationError.self) {
        try await registry.update("a") {
          try $0.move(to: .validating)
          throw CancellationError()
        }
      }
      #expect(try await registry.history(ofModelWithID: "a").count == 1)
      #expect(try await registry.history(ofModelWithID: "b").isEmpty)
    }
  }

  @Test(arguments: RegistryDriver.withHistories)
  func changesByHandAreNumbered(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      for id in ["a", "b"] { try await registry.insert(model(id), limit: nil) }
      #expect(try await registry.lastOperatorChange() == 0)
      for id in ["a", "b", "a"] {
        try await registry.update(id) { model in
          try model.status == .created
            ? model.beginUpload() : model.fail(ProviderError(.invalidUpload, "by hand"))
          model.attributeTransitionsToOperator()
        }
      }
      let changes = try await registry.operatorChanges(after: 0)
      #expect(changes.map(\.modelID) == ["a", "b", "a"])
      #expect(changes.map(\.revision) == [1, 1, 2])
      #expect(changes.map(\.number) == changes.map(\.number).sorted())
      #expect(try await registry.operatorChanges(after: changes[0].number) == Array(changes[1...]))
      #expect(try await registry.lastOperatorChange() == changes[2].number)
      let history = try await registry.history(ofModelWithID: "a")
      #expect(history.map(\.isByOperator) == [false, true, true])
    }
  }

  /// The first entry and the last 200 are kept, however many there were.
  @Test(arguments: RegistryDriver.withHistories)
  func historiesAreBounded(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      try await registry.insert(model("b"), limit: nil)
      let reason = String(repeating: "ä", count: 2000)
      for _ in 0..<150 {
        try await registry.update("a") {
          try $0.beginUpload()
          try $0.fail(ProviderError(.invalidUpload, reason))
        }
      }
      let history = try await registry.history(ofModelWithID: "a")
      #expect(history.map(\.revision) == [0] + Array(101...300))
      #expect(history.allSatisfy { $0.reason.utf8.count <= ModelTransition.maxReasonBytes })
      #expect(try await registry.history(ofModelWithID: "b").count == 1)
    }
  }

  private func model(_ id: String) -> StoredModel {
    StoredModel(id: id, serviceName: "ExampleService", methodName: "stt")
  }
}

extension ModelTransition {
  fileprivate var summary: String {
    "\(revision) \(oldStatus?.protoName ?? "–") \(newStatus.protoName): \(reason)"
  }
}
