import Foundation
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// What every registry guarantees, run over every driver.
@Suite struct ModelRegistryTests {
  @Test(arguments: RegistryDriver.allCases)
  func insertNeverOverwrites(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a", name: "first"), limit: nil)
      let error = await #expect(throws: ProviderError.self) {
        try await registry.insert(model("a", name: "second"), limit: nil)
      }
      #expect(error?.code == .identifierTaken)
      #expect(try await registry.storedModel(withID: "a")?.name == "first")
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func limitCountsEachAddressInAnyCase(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func limitForgetsDeletedModelsAndOtherMethods(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func limitHoldsWhenManyInsertAtOnce(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func oneOfManyClaimsSucceeds(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func updateThatThrowsChangesNothing(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func updateOfACancelledTaskIsStored(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
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

  @Test(arguments: RegistryDriver.allCases)
  func updateOfAnUnknownModelIsRefused(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      let error = await #expect(throws: ProviderError.self) {
        try await registry.update("a") { _ in }
      }
      #expect(error?.code == .modelNotFound)
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func modelsAreFoundByStatus(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      try await registry.insert(model("b"), limit: nil)
      try await registry.update("b") { try $0.move(to: .validating) }
      #expect(try await registry.storedModels(in: [.validating, .training]).map(\.id) == ["b"])
      #expect(try await registry.model(withID: "b")?.status == .validating)
      #expect(try await registry.model(withID: "c") == nil)
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func changesUnderAnOlderClaimAreRefused(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      let job = JobReference(modelID: "a", revision: 0)
      let (old, new) = (JobClaim(to: job, fence: 3), JobClaim(to: job, fence: 4))
      for claim in [old, old, new] {
        try await registry.update("a", under: claim) { $0.attempts += 1 }
      }
      let error = await #expect(throws: ProviderError.self) {
        try await registry.update("a", under: old) { try $0.move(to: .validating) }
      }
      #expect(error?.code == .claimLost)
      let stored = try await registry.storedModel(withID: "a")
      #expect(stored?.status == .created)
      #expect(stored?.attempts == 3)
      #expect(stored?.fence == 4)
    }
  }

  /// Calls of consumers and operators need no claim, and don't let an older one back in.
  @Test(arguments: RegistryDriver.allCases)
  func changesWithoutAClaimKeepTheFence(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      try await registry.insert(model("a"), limit: nil)
      let claim = JobClaim(to: JobReference(modelID: "a", revision: 0), fence: 7)
      let begun = try await registry.update("a") { try $0.beginUpload() }
      try await registry.update("a", under: claim) { $0.name = "claimed" }
      #expect(try await registry.update("a") { try $0.undo(begun) }.after.fence == 7)
      #expect(try await registry.update("a") { try $0.delete() }.after.fence == 7)
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func theIdentityStaysTheSame(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      let identity = try await registry.identity()
      #expect(!identity.isEmpty)
      #expect(try await registry.identity() == identity)
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func theNewestModelsComeFirst(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      for number in 0..<5 {
        let model = StoredModel(
          id: "m\(number)", status: number == 4 ? .errored : .created, serviceName: "S",
          methodName: "m", addressList: ["0x\(number)"],
          createdAt: Date(timeIntervalSince1970: Double(number) * 0.001 - 0.002))
        try await registry.insert(model, limit: nil)
      }
      try await registry.update("m1") { try $0.delete() }
      let newest = try await registry.newestModels(2, in: .created)
      #expect(newest.map(\.id) == ["m3", "m2"])
      #expect(newest.map(\.addressList) == [["0x3"], ["0x2"]])
      let oldestFirst = try await registry.storedModels(in: [.created, .deleted, .errored])
      #expect(oldestFirst.map(\.id) == ["m0", "m1", "m2", "m3", "m4"])
      #expect(
        try await registry.modelCounts().filter { $0.value > 0 }
          == [.created: 3, .errored: 1, .deleted: 1])
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func modelsWithOldDatasetsAreFound(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      for number in 0..<6 {
        let hasDataset = number != 2
        let model = StoredModel(
          id: "m\(number)", status: number == 3 ? .validated : .readyToUse, serviceName: "S",
          methodName: "m", createdAt: Date(timeIntervalSince1970: 0),
          updatedAt: Date(timeIntervalSince1970: Double(10 - number)),
          dataset: hasDataset ? StoredDataset(file: "m/d", name: "d", byteCount: 1) : nil,
          artefacts: "m/a")
        try await registry.insert(model, limit: nil)
      }
      func found(_ seconds: Double, _ limit: Int = 9) async throws -> [String] {
        try await registry.modelsWithDatasets(
          readySince: Date(timeIntervalSince1970: seconds), limit: limit)
      }
      #expect(try await found(11) == ["m5", "m4", "m1", "m0"])
      #expect(try await found(9) == ["m5", "m4"])
      #expect(try await found(11, 1) == ["m5"])
      let old = Date(timeIntervalSince1970: 100)
      try await registry.update("m5") { _ = $0.dropDataset(readySince: old) }
      try await registry.update("m4") { try $0.beginTraining() }
      #expect(try await found(11) == ["m1", "m0"])
    }
  }

  @Test(arguments: RegistryDriver.allCases)
  func bytesAndModelsAreCounted(_ driver: RegistryDriver) async throws {
    try await driver.run { registry in
      for (id, bytes) in [("a", 5), ("b", 7)] as [(String, UInt64)] {
        var model = model(id)
        model.dataset = StoredDataset(file: "\(id)/d", name: "d", byteCount: bytes)
        model.artefactBytes = 1
        try await registry.insert(model, limit: nil)
      }
      try await registry.update("b") { $0.candidate = $0.dataset }
      #expect(try await registry.storedBytes() == 14)
      #expect(try await registry.modelCounts().filter { $0.value > 0 } == [.created: 2])
      #expect(try await registry.storedModels(withIDs: ["b", "x"]).map(\.id) == ["b"])
    }
  }
}

private func model(
  _ id: String, name: String = "", method: String = "m", addresses: [String] = []
) -> StoredModel {
  StoredModel(id: id, name: name, serviceName: "S", methodName: method, addressList: addresses)
}

extension JobClaim {
  fileprivate init(to job: JobReference, fence: Int64) {
    self.init(to: job, fence: fence, term: .seconds(30))
  }
}
