import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

@Suite struct SQLiteModelRegistryTests {
  static let full = StoredModel(
    id: "full", status: .readyToUse, revision: 5, name: "näme", description: "text",
    serviceName: "S", methodName: "m", addressList: ["0xAb", "", "0xcD"], isPublic: true,
    organizationID: "o", serviceID: "s", groupID: "g",
    createdAt: Date(timeIntervalSince1970: 1_700_000_000.125),
    updatedAt: Date(timeIntervalSince1970: 1_700_000_001.5),
    dataset: StoredDataset(file: "full/x", name: "data.zip", byteCount: 1 << 40),
    candidate: StoredDataset(file: "full/z", name: "new.zip", byteCount: 7),
    trainingDataLink: "https://example.com/x.zip",
    linkedBytes: 9,
    validationQuote: Quote(
      price: .max, link: "https://example.com/x.zip", datasetFile: "full/x",
      date: Date(timeIntervalSince1970: 1_700_000_002.25)),
    trainingQuote: Quote(
      price: 0, datasetFile: nil, date: Date(timeIntervalSince1970: 1_700_000_003)),
    artefacts: "full/y", artefactBytes: 1 << 41, failureReason: "reason", isDatasetRefused: true,
    hasRunningJob: true, jobStart: Date(timeIntervalSince1970: 1_700_000_004.5), attempts: 2,
    suspicions: 1)

  @Test func everythingSurvivesReopening() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      try await SQLiteModelRegistry(file: file).insert(Self.full, limit: nil)
      #expect(try await SQLiteModelRegistry(file: file).storedModel(withID: "full") == Self.full)
    }
  }

  @Test func insertNeverOverwrites() async throws {
    try await withRegistry { registry in
      try await registry.insert(model("a", name: "first"), limit: nil)
      let error = await #expect(throws: ProviderError.self) {
        try await registry.insert(model("a", name: "second"), limit: nil)
      }
      #expect(error?.code == .identifierTaken)
      #expect(try await registry.storedModel(withID: "a")?.name == "first")
    }
  }

  @Test func limitCountsEachAddressInAnyCase() async throws {
    try await withRegistry { registry in
      let limit = UserLimit(maxModels: 2)
      try await registry.insert(model("a", addresses: ["0xA", "0xa"]), limit: limit)
      try await registry.insert(model("b", addresses: ["0xB", " 0xa"]), limit: limit)
      let error = await #expect(throws: ProviderError.self) {
        try await registry.insert(model("c", addresses: ["0xC", "0xA"]), limit: limit)
      }
      #expect(error?.code == .quotaExceeded)
      #expect(error?.field == "0xa")
      try await registry.insert(model("d", addresses: ["0xB", "0xC"]), limit: limit)
      try await registry.insert(model("e", addresses: []), limit: limit)
    }
  }

  @Test func limitForgetsDeletedModelsAndOtherMethods() async throws {
    try await withRegistry { registry in
      let limit = UserLimit(maxModels: 1)
      try await registry.insert(model("a", addresses: ["x"]), limit: limit)
      try await registry.insert(model("b", method: "other", addresses: ["x"]), limit: limit)
      try await registry.update("a") { try $0.delete() }
      try await registry.insert(model("c", addresses: ["x"]), limit: limit)
      await #expect(throws: ProviderError.self) {
        try await registry.insert(model("d", addresses: ["x"]), limit: limit)
      }
    }
  }

  @Test func limitHoldsWhenManyInsertAtOnce() async throws {
    try await withRegistry { registry in
      let stored = await withTaskGroup(of: Bool.self) { group in
        for index in 0..<30 {
          group.addTask {
            let model = model("m\(index)", addresses: ["x"])
            return (try? await registry.insert(model, limit: UserLimit(maxModels: 5))) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(stored == 5)
    }
  }

  @Test func oneOfManyClaimsSucceeds() async throws {
    try await withRegistry { registry in
      try await registry.insert(model("a"), limit: nil)
      let claims = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<20 {
          group.addTask {
            (try? await registry.update("a") { try $0.move(to: .validating) }) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(claims == 1)
    }
  }

  @Test func updateThatThrowsChangesNothing() async throws {
    try await withRegistry { registry in
      try await registry.insert(model("a"), limit: nil)
      await #expect(throws: CancellationError.self) {
        try await registry.update("a") {
          $0.name = "changed"
          throw CancellationError()
        }
      }
      #expect(try await registry.storedModel(withID: "a")?.name == "")
    }
  }

  @Test func updateOfACancelledTaskIsStored() async throws {
    try await withRegistry { registry in
      try await registry.insert(model("a"), limit: nil)
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        try await registry.update("a") { $0.name = "changed" }
      }
      task.cancel()
      _ = try await task.value
      #expect(try await registry.storedModel(withID: "a")?.name == "changed")
    }
  }

  @Test func updateOfAnUnknownModelIsRefused() async throws {
    try await withRegistry { registry in
      let error = await #expect(throws: ProviderError.self) {
        try await registry.update("a") { _ in }
      }
      #expect(error?.code == .modelNotFound)
    }
  }

  @Test func modelsAreFoundByStatus() async throws {
    try await withRegistry { registry in
      try await registry.insert(model("a"), limit: nil)
      try await registry.insert(model("b"), limit: nil)
      try await registry.update("b") { try $0.move(to: .validating) }
      #expect(try await registry.storedModels(in: [.validating, .training]).map(\.id) == ["b"])
      #expect(try await registry.model(withID: "b")?.status == .validating)
      #expect(try await registry.model(withID: "c") == nil)
    }
  }

  private func withRegistry(_ body: (SQLiteModelRegistry) async throws -> Void) async throws {
    try await withTemporaryDirectory { directory in
      try await body(SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite")))
    }
  }
}

private func model(
  _ id: String, name: String = "", method: String = "m", addresses: [String] = []
) -> StoredModel {
  StoredModel(id: id, name: name, serviceName: "S", methodName: method, addressList: addresses)
}
