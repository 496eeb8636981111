import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Tests with a full disk of 16 MiB. They need the permission to mount it, and report if it is
/// missing.
@Suite(.enabled(if: SmallDisk.isAvailable, "only root can mount a small disk"))
struct FullDiskTests {
  @Test func uploadForWhichThereIsNoRoomIsRefusedBeforeItsFirstByte() async throws {
    try await run(free: 15 << 20) { test, disk in
      try disk.fill(leaving: (15 << 20) + 500_000)
      let id = try await test.create()
      try await test.validationPrice(id)
      let before = try await test.stored(id)
      try await expect(.resourceExhausted, "STORAGE_FULL") {
        try await test.send(Batches.python(id, ZipArchive.dataset(bytes: 900_000)))
      }
      #expect(try await test.stored(id) == before)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// Several uploads of which each would fit, but not all together.
  @Test func roomIsPromisedOnlyOnce() async throws {
    try await run(free: 13 << 20) { test, disk in
      let ids = [try await test.create(), try await test.create()]
      let batches = { @Sendable in
        Batches.python($0, ZipArchive.dataset(bytes: 1_000_000), size: 100_000)
      }
      for id in ids { try await test.validationPrice(id) }
      try disk.fill(leaving: (13 << 20) + 1_500_000)
      let gate = Gate()
      async let first = test.send(batches(ids[0]), heldBy: gate)
      try await test.reaches(ids[0], .validating)
      try await expect(.resourceExhausted, "STORAGE_FULL") { try await test.send(batches(ids[1])) }
      gate.open()
      #expect(try await first == .validating)
      try await test.reaches(ids[0], .validated)
      try disk.fill(leaving: (13 << 20) + 1_500_000)
      #expect(try await test.send(batches(ids[1])) == .validating)
    }
  }

  @Test func everyCallOnAFullDiskWorksOrSaysSo() async throws {
    try await run(free: 0) { test, disk in
      let ids = [
        try await test.readyModel(), try await test.create(), try await test.create(),
      ]
      try await test.validationPrice(ids[1])
      try await test.trainingPrice(ids[0])
      try disk.fill(leaving: 0)
      for call: () async throws -> Any in [
        { try await test.create() }, { try await test.validationPrice(ids[2]) },
        { try await test.upload(ids[1]) }, { try await test.trainAtOnce(ids[0]) },
        { try await test.delete(ids[2]) },
      ] {
        do {
          _ = try await call()
        } catch let error as RPCError {
          #expect(error.code == .resourceExhausted, "\(error)")
          #expect(error.message.contains("no room on its disk"))
        }
      }
      #expect(try await test.status(ids[2]) != .validating)
      try disk.fill(leaving: 8 << 20)
      #expect(try await test.delete(ids[1]) == .deleted)
      #expect(try await test.delete(ids[2]) == .deleted)
    }
  }

  /// If the disk fills up while a link is fetched, the fetch fails with a message, and the model
  /// can be validated again.
  @Test func diskThatFillsUpEndsAFetch() async throws {
    let server = try LocalHTTPServer([
      "/data.zip": LocalHTTPServer.ok(ZipArchive.dataset(bytes: 1_000_000))
    ])
    defer { server.stop() }
    try await run(free: 0, fetcher: LinkTests.trusting) { test, disk in
      let id = try await test.create()
      let link = "http://127.0.0.1:\(server.port)/data.zip"
      try await test.validationPrice(id, link: link)
      try disk.fill(leaving: 500_000)
      do {
        _ = try await test.validateAtOnce(id, link: link)
        try await test.reaches(id, .errored)
        #expect(try await test.stored(id).failureReason?.contains("no room") == true)
      } catch let error as RPCError {
        #expect(error.code == .resourceExhausted, "\(error)")
      }
      try disk.fill(leaving: 8 << 20)
      try await eventually("partial file stays") { dataFiles(test.directory) == [] }
      _ = try await test.validate(id, link: link)
      try await test.reaches(id, .validated)
    }
  }

  /// A file without an announced size is checked while it grows.
  @Test func diskThatFillsUpIsNoticedWhileAFileGrows() async throws {
    try await withBudget(bytes: 16 << 20, free: 8 << 20) { disk, budget, model in
      let reservation = try await budget.reserve(0, for: model)
      try reservation.use(15 << 20)
      try disk.fill(leaving: 4 << 20)
      let error = #expect(throws: ProviderError.self) { try reservation.use(1 << 20) }
      #expect(error?.code == .storageFull)
    }
  }

  /// Many files that grow at the same time are checked together, as they fill the disk together.
  @Test func diskThatManyFilesFillUpIsNoticed() async throws {
    try await withBudget(bytes: 16 << 20, free: 8 << 20) { disk, budget, model in
      let (first, second) = (
        try await budget.reserve(0, for: model), try await budget.reserve(0, for: model)
      )
      try first.use(15 << 20)
      try disk.fill(leaving: 4 << 20)
      // From then on, no file grows until there is room again.
      for file in [second, first, second] {
        let error = #expect(throws: ProviderError.self) { try file.use(1 << 20) }
        #expect(error?.code == .storageFull)
      }
      try disk.fill(leaving: 12 << 20)
      try first.use(1 << 20)
    }
  }

  /// The provider says that there is no room, and not that the registry is damaged.
  @Test func startOnAFullDiskSaysWhatToDo() async throws {
    try await SmallDisk.with(bytes: 16 << 20) { disk in
      let data = disk.directory.appendingPathComponent("data")
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = 0
      let id = try await ProviderUnderTest.run(in: data, limits: limits) { try await $0.create() }
      try disk.fill(leaving: 0)
      let error = await #expect(throws: ProviderError.self) {
        try await ProviderUnderTest.run(in: data) { _ in }
      }
      #expect(error?.code == .invalidConfiguration)
      #expect(error?.message.contains("has no room") == true, "\(error?.message ?? "none")")
      #expect(error?.message.contains("backup") == false)
      // As much as the message asks for.
      #expect(error?.message.contains("1 MiB") == true)
      try disk.fill(leaving: 1 << 20)
      try await ProviderUnderTest.run(in: data) { test in
        let status = try await test.status(id)
        #expect(status == .created)
      }
    }
  }

  /// Also if the directory is new.
  @Test func firstStartOnAFullDiskSaysWhatToDo() async throws {
    try await SmallDisk.with(bytes: 16 << 20) { disk in
      let data = disk.directory.appendingPathComponent("data")
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      for free in [0, 4096, 8192, 16384, 65536] {
        try disk.fill(leaving: free)
        do {
          try await ProviderUnderTest.run(in: data) { _ in }
        } catch let error as ProviderError {
          #expect(error.code == .invalidConfiguration)
          #expect(error.message.contains("has no room"), "\(free): \(error)")
        }
      }
      try disk.fill(leaving: 1 << 20)
      try await ProviderUnderTest.run(in: data) { _ in }
    }
  }

  /// Files are moved between the folders, which works only within one file system.
  @Test(arguments: ["uploads", "datasets", "artefacts", "trash"])
  func folderOnAnotherDiskIsRefused(_ folder: String) async throws {
    try await withTemporaryDirectory { directory in
      let mounted = directory.appendingPathComponent(folder)
      try FileManager.default.createDirectory(at: mounted, withIntermediateDirectories: true)
      try await SmallDisk.with(bytes: 1 << 20, at: mounted) { _ in
        let error = await #expect(throws: ProviderError.self) {
          try await ProviderUnderTest.run(in: directory) { _ in }
        }
        #expect(error?.code == .invalidConfiguration)
        let message = error?.message ?? "none"
        #expect(message.contains(mounted.path) && message.contains("another file system"))
      }
    }
  }

  /// The announcement of a large file only reserves space for its next bytes, so that others can
  /// use the rest.
  @Test func announcementsDoNotKeepAllTheRoom() async throws {
    try await withBudget(bytes: 2 << 30, free: 0) { disk, budget, model in
      let large = try await budget.reserve(3 << 29, for: model)
      let other = try await budget.reserve(1 << 30, for: model)
      for reservation in [large, other] { reservation.release() }
    }
  }

  private func withBudget(
    bytes: Int, free: UInt64, _ body: (SmallDisk, StorageBudget, StoredModel) async throws -> Void
  ) async throws {
    try await SmallDisk.with(bytes: bytes) { disk in
      let budget = StorageBudget(
        root: disk.directory, limits: StorageLimits(minFreeBytes: free),
        registry: try FaultyRegistry(in: disk.directory),
        files: WorkPool("files", threads: 1, maxWaiting: 8))
      try await body(disk, budget, StoredModel(id: "m", serviceName: "S", methodName: "m"))
    }
  }

  private func run(
    free: UInt64, fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    _ body: (ProviderUnderTest, SmallDisk) async throws -> Void
  ) async throws {
    var limits = ProviderLimits()
    limits.storage.minFreeBytes = free
    try await SmallDisk.with(bytes: 16 << 20) { disk in
      try await ProviderUnderTest.run(
        in: disk.directory.appendingPathComponent("data"), limits: limits, fetcher: fetcher
      ) { try await body($0, disk) }
    }
  }
}
