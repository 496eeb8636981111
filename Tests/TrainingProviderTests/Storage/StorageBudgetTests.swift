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
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      let budget = StorageBudget(
        root: directory, limits: StorageLimits(maxTotalBytes: 1000, minFreeBytes: 0),
        registry: registry, files: WorkPool("files", threads: 2, maxWaiting: 100))
      let model = StoredModel(id: "model", serviceName: "S", methodName: "m")
      let promises = await withTaskGroup(of: StorageReservation?.self) { group in
        for _ in 0..<50 { group.addTask { try? await budget.reserve(300, for: model) } }
        return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
      }
      #expect(promises.count == 3)
      #expect(try await budget.room(for: model) == 100)
      for promise in promises { promise.release() }
      #expect(try await budget.room(for: model) == 1000)
    }
  }
}
