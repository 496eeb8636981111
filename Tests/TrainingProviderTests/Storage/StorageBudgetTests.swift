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
      // Until the new dataset is validated, the previous one also takes up space.
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

  /// Announcements that are checked at the same time can't all get the last free space.
  @Test func racingFilesGetTheRoomOnce() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let promises = await race(for: 300, of: model, from: budget)
      #expect(promises.count == 3)
      #expect(try await budget.room(for: model) == 100)
      for promise in promises { promise.release() }
      #expect(try await budget.room(for: model) == 1000)
    }
  }

  /// Files of unknown size share the space as they grow.
  @Test func growingFilesShareTheRoom() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let files = [
        try await budget.reserve(0, for: model), try await budget.reserve(0, for: model),
      ]
      try files[0].use(600)
      #expect(throws: ProviderError.self) { try files[1].use(500) }
      try files[1].use(400)
      #expect(try await budget.room(for: model) == 0)
      files[0].release()
      #expect(try await budget.room(for: model) == 600)
    }
  }

  /// The space for a link is reserved from the paid call until the link is fetched.
  @Test func roomIsHeldForALink() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      budget.hold(try await budget.reserve(800, for: model), for: model.id)
      await #expect(throws: ProviderError.self) { try await budget.reserve(300, for: model) }
      let held = try #require(budget.takeHeld(for: model.id))
      #expect(budget.takeHeld(for: model.id) == nil)
      #expect(try await budget.room(for: model) == 200)
      held.release()
      #expect(try await budget.room(for: model) == 1000)
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

  /// A file is always counted, even if it arrives while the registry, which doesn't know it yet, is
  /// being read.
  @Test func fileThatArrivesMeanwhileCounts() async throws {
    try await withBudget(StorageLimits(maxTotalBytes: 1000, minFreeBytes: 0)) { budget, registry in
      let arriving = try await budget.reserve(300, for: Self.model)
      registry.answersBytes.close()
      let asked = registry.askedForBytes.value
      let next = Task { try await budget.reserve(800, for: Self.model) }
      try await eventually("the registry is not asked") { registry.askedForBytes.value > asked }
      arriving.settle()
      registry.answersBytes.open()
      await #expect(throws: ProviderError.self) { try await next.value }
    }
  }

  /// Bytes that others announce and don't send don't reduce the space for a growing file.
  @Test func announcementsThatComeToNothingTakeNoRoom() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let growing = try await budget.reserve(0, for: model)
      try await budget.reserve(900, for: model).release()
      _ = try await budget.reserve(900, for: model)
      try growing.use(500)
      #expect(try await budget.room(for: model) == 500)
    }
  }

  /// Files that the registry knows by now reduce the space for files that began before.
  @Test func filesThatArriveTakeRoom() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let growing = try await budget.reserve(0, for: model)
      try await budget.reserve(900, for: model).settle()
      #expect(throws: ProviderError.self) { try growing.use(500) }
      try growing.use(100)
    }
  }

  /// A file that replaces another one needs the space only once.
  @Test func successorsGetTheRoomOfWhatTheyReplace() async throws {
    try await withBudget(of: 1000) { (budget, model) async throws in
      let previous = try await budget.reserve(800, for: model)
      await #expect(throws: ProviderError.self) { try await budget.reserve(900, for: model) }
      let next = try await budget.reserve(900, for: model, replacing: previous)
      previous.release()
      #expect(try await budget.room(for: model) == 100)
      next.release()
      #expect(try await budget.room(for: model) == 1000)
    }
  }

  /// Bytes beyond the announced size count, too.
  @Test func growthCounts() async throws {
    try await withBudget(StorageLimits(maxTotalBytes: 1000, minFreeBytes: 0)) { budget, _ in
      let reservation = try await budget.reserve(100, for: Self.model)
      try reservation.use(400)
      #expect(try await budget.room(for: Self.model) == 600)
      reservation.release()
      #expect(try await budget.room(for: Self.model) == 1000)
    }
  }

  /// Free space is checked before anything is paid for.
  @Test func everyCallThatNeedsRoomIsRefusedBefore() async throws {
    try await withTemporaryDirectory { directory in
      let (ready, created) = try await ProviderUnderTest.run(in: directory) { test in
        (try await test.readyModel(), try await test.create())
      }
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        let before = try await test.stored(ready)
        for call: () async throws -> Any in [
          { try await test.create() }, { try await test.train(ready) },
          { try await test.validate(ready) }, { try await test.upload(created) },
        ] {
          try await expect(.resourceExhausted, "STORAGE_FULL") { try await call() }
        }
        #expect(try await test.stored(ready).status == before.status)
        #expect(try await test.status(created) == .created)
      }
    }
  }

  /// A link of known size is refused before it is paid for. Fetching a link of unknown size ends
  /// when the space is used up.
  @Test func linksAreBoundedByTheRoom() async throws {
    let data = ZipArchive.dataset(bytes: 150_000)
    let server = try LocalHTTPServer([
      "/stated.zip": LocalHTTPServer.ok(data),
      "/unstated.zip": Data("HTTP/1.1 200 OK\r\n\r\n".utf8) + data,
    ])
    defer { server.stop() }
    var limits = ProviderLimits()
    limits.storage.maxModelBytes = 100_000
    try await ProviderUnderTest.run(limits: limits, fetcher: LinkTests.trusting) { test in
      let id = try await test.create()
      let base = "http://127.0.0.1:\(server.port)"
      try await expect(.resourceExhausted, "MODEL_TOO_LARGE") {
        try await test.validate(id, link: "\(base)/stated.zip")
      }
      #expect(try await test.status(id) == .created)
      #expect(try await test.validate(id, link: "\(base)/unstated.zip") == .validating)
      try await test.reaches(id, .errored)
      let reason = try await test.stored(id).failureReason
      #expect(reason?.contains("larger than the 100000 bytes") == true, "\(reason ?? "none")")
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// Whether there is space is known before the price of a link is given.
  @Test(arguments: ["MODEL_TOO_LARGE", "STORAGE_FULL"])
  func linksWithoutRoomHaveNoPrice(_ reason: String) async throws {
    let server = try LocalHTTPServer([
      "/data.zip": LocalHTTPServer.ok(ZipArchive.dataset(bytes: 2000))
    ])
    defer { server.stop() }
    var limits = ProviderLimits()
    if reason == "STORAGE_FULL" {
      limits.storage.maxTotalBytes = 1500
    } else {
      limits.storage.maxModelBytes = 1500
    }
    try await ProviderUnderTest.run(limits: limits, fetcher: LinkTests.trusting) { test in
      let id = try await test.create()
      let before = try await test.stored(id)
      try await expect(.resourceExhausted, reason) {
        try await test.validationPrice(id, link: "http://127.0.0.1:\(server.port)/data.zip")
      }
      #expect(try await test.stored(id) == before)
    }
  }

  /// A link whose server states no size is refused if nothing is left of the space.
  @Test func linksOfUnknownSizeNeedRoom() async throws {
    let data = ZipArchive.dataset(bytes: 2000)
    let server = try LocalHTTPServer([
      "/unstated.zip": Data("HTTP/1.1 200 OK\r\n\r\n".utf8) + data
    ])
    defer { server.stop() }
    var limits = ProviderLimits()
    limits.storage.maxTotalBytes = 100_000
    try await ProviderUnderTest.run(limits: limits, fetcher: LinkTests.trusting) { test in
      let (id, other) = (try await test.create(), try await test.create())
      let link = "http://127.0.0.1:\(server.port)/unstated.zip"
      try await test.validationPrice(id, link: link)
      try await test.provider.models.update(other) {
        $0.dataset = StoredDataset(file: "\(other)/data", name: "data.zip", byteCount: 100_000)
      }
      for call: () async throws -> Any in [
        { try await test.validateAtOnce(id, link: link) },
        { try await test.validationPrice(id, link: link) },
      ] {
        try await expect(.resourceExhausted, "STORAGE_FULL") { try await call() }
      }
      #expect(try await test.status(id) == .created)
    }
  }

  /// A model is not trained if nothing is left of its space or that of all models, but what is
  /// already stored can be validated again.
  @Test(arguments: ["MODEL_TOO_LARGE", "STORAGE_FULL"])
  func trainingsNeedRoom(_ reason: String) async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.readyModel()
        try await test.trainingPrice(id)
        return id
      }
      var limits = ProviderLimits()
      if reason == "STORAGE_FULL" {
        limits.storage.maxTotalBytes = 100
      } else {
        limits.storage.maxModelBytes = 100
      }
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        for call: () async throws -> Any in [
          { try await test.trainAtOnce(id) }, { try await test.trainingPrice(id) },
        ] {
          try await expect(.resourceExhausted, reason) { try await call() }
        }
        #expect(try await test.status(id) == .readyToUse)
        _ = try await test.validate(id)
        try await test.reaches(id, .validated)
      }
    }
  }

  /// Artefacts take up space as soon as their training ends, also for a dataset that is being
  /// fetched then.
  @Test func artefactsTakeRoomFromFilesThatGrow() async throws {
    let gate = Gate()
    let data = ZipArchive.dataset(bytes: 150_000)
    let server = try LocalHTTPServer { connection in
      guard let request = connection.request() else { return }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.send(data.prefix(50_000))
      while request.hasPrefix("GET /data.zip"), !gate.isOpen {
        Thread.sleep(forTimeInterval: 0.01)
      }
      connection.send(data.dropFirst(50_000))
    }
    defer {
      gate.open()
      server.stop()
    }
    var limits = ProviderLimits()
    limits.storage.maxTotalBytes = 300_000
    try await ProviderUnderTest.run(limits: limits, fetcher: LinkTests.trusting) { test in
      let (trained, linked) = (try await test.create(), try await test.create())
      try await test.send(
        Batches.python(trained, ZipArchive.dataset(bytes: 100_000), size: 50_000), to: trained)
      try await test.reaches(trained, .validated)
      _ = try await test.validate(linked, link: "http://127.0.0.1:\(server.port)/data.zip")
      try await eventually("the link is not fetched") {
        files(below: test.directory).contains { $0.hasPrefix("uploads/") }
      }
      _ = try await test.train(trained)
      try await test.reaches(trained, .readyToUse)
      gate.open()
      try await test.reaches(linked, .errored)
      let reason = try await test.stored(linked).failureReason
      #expect(reason?.contains("no room") == true, "\(reason ?? "none")")
    }
  }

  /// A dataset that was stored under a larger limit is not validated for money.
  @Test func storedDatasetsObeyTheLimitsOfToday() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        return id
      }
      var limits = ProviderLimits()
      limits.upload.maxDatasetBytes = 10
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        try await expect(.invalidArgument, "DATASET_TOO_LARGE") { try await test.validate(id) }
        #expect(try await test.status(id) == .validated)
      }
    }
  }

  /// Space that others free while a file arrives can be used for that file.
  @Test func growingFilesUseTheRoomThatOthersFree() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      let files = WorkPool("files", threads: 2, maxWaiting: 100)
      let budget = StorageBudget(
        root: directory, limits: StorageLimits(maxTotalBytes: 200_000, minFreeBytes: 0),
        registry: registry, files: files)
      var other = StoredModel(id: "other", serviceName: "S", methodName: "m")
      other.dataset = StoredDataset(file: "other/data", name: "data.zip", byteCount: 100_000)
      try await registry.insert(other, limit: nil)
      let file = PartialFile(
        at: directory.appendingPathComponent("part"), limit: .max,
        reservation: try await budget.reserve(0, for: Self.model), files: files)
      try await file.append(Data(count: 90_000))
      await #expect(throws: ProviderError.self) { try await file.append(Data(count: 90_000)) }
      try await registry.update("other") { try $0.delete() }
      try await file.append(Data(count: 90_000))
      await file.discard()
    }
  }

  private static let model = StoredModel(id: "model", serviceName: "S", methodName: "m")

  private func withBudget(
    _ limits: StorageLimits, _ body: (StorageBudget, FaultyRegistry) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      let budget = StorageBudget(
        root: directory, limits: limits, registry: registry,
        files: WorkPool("files", threads: 2, maxWaiting: 100))
      try await body(budget, registry)
    }
  }
}
