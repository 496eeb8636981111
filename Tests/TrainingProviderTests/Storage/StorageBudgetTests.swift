import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct StorageBudgetTests {
  @Test func modelMayTakeUpOnlySoMuch() async throws {
    var limits = ProviderLimits()
    limits.storage.maxModelBytes = 2500
    try await ProviderUnderTest.run(limits: limits) { test in
      let id = try await test.create()
      try await test.uploaded(id, ZipArchive.dataset(bytes: 1000))
      // Until it is validated, the new dataset is there beside the one before.
      try await expect(.resourceExhausted, "MODEL_TOO_LARGE") {
        try await test.upload(id, ZipArchive.dataset(bytes: 2000))
      }
      #expect(try await test.status(id) == .validated)
      try await test.uploaded(id, ZipArchive.dataset(bytes: 500))
    }
  }

  @Test func allModelsMayTakeUpOnlySoMuch() async throws {
    var limits = ProviderLimits()
    limits.storage.maxTotalBytes = 3000
    try await ProviderUnderTest.run(limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      try await test.uploaded(ids[0], ZipArchive.dataset(bytes: 1000))
      _ = try await test.train(ids[0])
      try await test.reaches(ids[0], .readyToUse)
      #expect(try await test.provider.models.storedBytes() > 2000)
      try await expect(.resourceExhausted, "STORAGE_FULL") {
        try await test.upload(ids[1], ZipArchive.dataset(bytes: 1000))
      }
      #expect(try await test.status(ids[1]) == .created)
      _ = try await test.delete(ids[0])
      #expect(try await test.provider.models.storedBytes() == 0)
      try await test.uploaded(ids[1], ZipArchive.dataset(bytes: 1000))
    }
  }

  /// Announcements that are checked at the same time do not all get the last room.
  @Test func racingFilesGetTheRoomOnce() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let promises = await race(for: 300, of: model, from: budget)
      #expect(promises.count == 3)
      #expect(try await budget.room(for: model) == 100)
      for promise in promises { promise.release() }
      #expect(try await budget.room(for: model) == 1000)
    }
  }

  /// Files whose size nobody knew before share the room as they grow.
  @Test func growingFilesShareTheRoom() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let files = [
        try await budget.reserve(0, for: model), try await budget.reserve(0, for: model),
      ]
      try files[0].use(600)
      #expect(throws: ProviderError.self) { try files[1].use(500) }
      try files[1].use(400)
      #expect(try await budget.room(for: model, beside: files[1]) == 400)
      files[0].release()
      #expect(try await budget.room(for: model) == 600)
    }
  }

  /// What a link needs is kept from the call that was paid for until it is followed.
  @Test func roomIsHeldForALink() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      budget.hold(try await budget.reserve(800, for: model), for: model.id)
      await #expect(throws: ProviderError.self) { try await budget.reserve(300, for: model) }
      let held = try #require(budget.takeHeld(for: model.id))
      #expect(budget.takeHeld(for: model.id) == nil)
      #expect(try await budget.room(for: model, beside: held) == 1000)
      held.release()
    }
  }

  private func race(
    for bytes: UInt64, of model: StoredModel, from budget: StorageBudget
  ) async -> [StorageReservation] {
    await withTaskGroup(of: StorageReservation?.self) { group in
      for _ in 0..<50 { group.addTask { try? await budget.reserve(bytes, for: model) } }
      return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
    }
  }

  private func withBudget(
    of limit: UInt64, _ body: (StorageBudget, StoredModel) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let budget = StorageBudget(
        root: directory, limits: StorageLimits(maxTotalBytes: limit, minFreeBytes: 0),
        registry: try FaultyRegistry(in: directory),
        files: WorkPool("files", threads: 2, maxWaiting: 100))
      try await body(budget, StoredModel(id: "model", serviceName: "S", methodName: "m"))
    }
  }
}
