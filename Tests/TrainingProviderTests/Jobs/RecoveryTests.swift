import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// The recovery after a process was stopped or crashed.
@Suite struct RecoveryTests {
  @Test func modelsSurviveARestart() async throws {
    try await withTemporaryDirectory { directory in
      let ids = try await ProviderUnderTest.run(in: directory) { test in
        [try await test.create(), try await test.readyModel()]
      }
      try await ProviderUnderTest.run(in: directory) { test in
        #expect(try await test.status(ids[0]) == .created)
        #expect(try await test.status(ids[1]) == .readyToUse)
        let artefacts = try await test.provider.artefacts(ofModel: ids[1])
        let weights = artefacts.appendingPathComponent("weights.bin")
        #expect(try Data(contentsOf: weights) == ZipArchive.dataset())
      }
    }
  }

  @Test func interruptedTrainingIsResumed() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      let id = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        return id
      }
      try await ProviderUnderTest.run(in: directory) { test in
        try await test.reaches(id, .readyToUse)
        #expect(dataFiles(directory).count == 2)
      }
    }
  }

  /// Jobs are resumed in the order in which they were paid for, whichever model is older.
  @Test func jobsAreResumedInTheirOrder() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      for (id, claimed) in [("a", 3), ("b", 1), ("c", 2)] {
        try await registry.insert(
          StoredModel(
            id: id, status: .training, serviceName: "ExampleService", methodName: "stt",
            createdAt: Date(timeIntervalSince1970: 0),
            updatedAt: Date(timeIntervalSince1970: TimeInterval(claimed))), limit: nil)
      }
      let logger = TestLog().logger
      let jobs = try await Recovery(
        registry: registry, retryingRegistry: RetryingRegistry(registry: registry, logger: logger),
        limits: JobLimits(), logger: logger
      ).run()
      #expect(jobs.map(\.modelID) == ["b", "c", "a"])
    }
  }

  @Test func interruptedValidationIsResumed() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(validationGate: Gate())
      let id = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.upload(id)
        return id
      }
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches(id, .validated) }
    }
  }

  /// Graceful shutdowns don't count as attempts, however many there are.
  @Test(arguments: [0, 2]) func gracefulStopsAreNoAttempts(_ suspicions: Int) async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        return id
      }
      for round in 0..<5 {
        let trainer = StubTrainer(trainingGate: Gate())
        try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
          if round == 0 { _ = try await test.train(id) }
          try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
          #expect(try await test.stored(id).hasRunningJob)
          if round == 0 {
            try await test.provider.models.update(id) { $0.suspicions = suspicions }
          }
        }
        let registry = try SQLiteModelRegistry(
          file: directory.appendingPathComponent("models.sqlite"))
        let stored = try await registry.storedModel(withID: id)
        #expect(stored?.hasRunningJob == false)
        #expect(stored?.suspicions == suspicions)
      }
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches(id, .readyToUse) }
    }
  }

  /// A paid fetch that has not begun waits for disk space instead of failing.
  @Test func linksWaitForRoomAfterAStop() async throws {
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.waitUntilClosed()
    }
    defer { server.stop() }
    let good = try LocalHTTPServer(["/data.zip": LocalHTTPServer.ok(ZipArchive.dataset())])
    defer { good.stop() }
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory, fetcher: LinkTests.trusting) { test in
        let id = try await test.create()
        _ = try await test.validate(id, link: "http://127.0.0.1:\(server.port)/data.zip")
        try await eventually("the job does not begin") { try await test.stored(id).hasRunningJob }
        return id
      }
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      let log = TestLog()
      try await ProviderUnderTest.run(
        in: directory, limits: limits, fetcher: LinkTests.trusting, log: log
      ) { test in
        try await eventually("nobody tries") {
          log.lines.contains { $0.contains("work cannot begin yet") }
        }
        #expect(try await test.status(id) == .validating)
        try await test.provider.models.update(id) {
          $0.trainingDataLink = "http://127.0.0.1:\(good.port)/data.zip"
        }
      }
      try await ProviderUnderTest.run(in: directory, fetcher: LinkTests.trusting) { test in
        try await test.reaches(id, .validated)
      }
    }
  }

  /// A paid training that has not begun waits for disk space instead of failing.
  @Test func trainingsWaitForRoomAfterAStop() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      let id = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        return id
      }
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      let log = TestLog()
      try await ProviderUnderTest.run(in: directory, limits: limits, log: log) { test in
        try await eventually("nobody tries") {
          log.lines.contains { $0.contains("work cannot begin yet") }
        }
        #expect(try await test.status(id) == .training)
      }
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches(id, .readyToUse) }
    }
  }

  /// Waiting for disk space ends, and the reason is stored.
  @Test(arguments: [Training_Status.validating, .training])
  func waitingForRoomEnds(_ status: Training_Status) async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("models.sqlite")
      try await SQLiteModelRegistry(file: file).insert(
        StoredModel(
          id: "model", status: status, serviceName: "ExampleService", methodName: "stt",
          dataset: StoredDataset(file: "model/data", name: "data.zip", byteCount: 1),
          trainingDataLink: status == .validating ? "http://data.example/data.zip" : ""),
        limit: nil)
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      limits.storage.maxWait = .milliseconds(100)
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        try await test.reaches("model", .errored)
        let model = try await test.stored("model")
        #expect(model.failureReason?.contains("no room") == true)
        #expect(model.dataset != nil)
      }
    }
  }

  /// A link that waits for disk space doesn't keep other links from being fetched.
  @Test func linkThatWaitsForRoomHoldsNoPlace() async throws {
    let large = ZipArchive.dataset(bytes: 5000)
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: \(large.count)\r\n\r\n")
      connection.waitUntilClosed()
    }
    defer { server.stop() }
    let good = try LocalHTTPServer(["/data.zip": LocalHTTPServer.ok(ZipArchive.dataset())])
    defer { good.stop() }
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory, fetcher: LinkTests.trusting) { test in
        let id = try await test.create()
        _ = try await test.validate(id, link: "http://127.0.0.1:\(server.port)/data.zip")
        try await eventually("the job does not begin") { try await test.stored(id).hasRunningJob }
        return id
      }
      var limits = ProviderLimits()
      limits.jobs.concurrentFetches = 1
      limits.storage.maxTotalBytes = 1000
      let log = TestLog()
      try await ProviderUnderTest.run(
        in: directory, limits: limits, fetcher: LinkTests.trusting, log: log
      ) { test in
        try await eventually("nobody tries") {
          log.lines.contains { $0.contains("work cannot begin yet") }
        }
        let other = try await test.create()
        _ = try await test.validate(other, link: "http://127.0.0.1:\(good.port)/data.zip")
        try await test.reaches(other, .validated)
        #expect(try await test.status(id) == .validating)
      }
    }
  }

  @Test func workThatKeepsKillingTheProcessIsGivenUp() async throws {
    try await died(.training, attempts: 2) { test, id in
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("3 attempts") == true)
    }
  }

  @Test func trainingWithoutItsDatasetFails() async throws {
    try await died(.training, attempts: 0) { test, id in
      try await test.reaches(id, .errored)
    }
  }

  @Test func interruptedUploadIsAFailure() async throws {
    try await died(.validating, attempts: 0) { test, id in
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("upload") == true)
    }
  }

  @Test func filesThatNobodyRefersToAreRemoved() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      let kept = dataFiles(directory)
      let orphans = ["datasets/\(id)/y", "datasets/gone/x", "artefacts/\(id)/z/w"]
      for path in ["uploads/x"] + orphans {
        let file = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: file)
      }
      let log = TestLog()
      try await ProviderUnderTest.run(in: directory, log: log) { _ in
        try await eventually("files stay") {
          dataFiles(directory).filter { !$0.hasPrefix("trash/") } == kept
        }
        let trash = dataFiles(directory).filter { $0.hasPrefix("trash/") }
          .map { $0.split(separator: "/").dropFirst(2).joined(separator: "/") }
        #expect(Set(trash) == Set(orphans))
        try await eventually("no line of log") {
          log.lines.contains { $0.contains("moved 3 files") }
        }
      }
    }
  }

  /// Folders in the trash are removed after some days, according to the dates in their names.
  @Test func trashIsEmptiedAfterDays() async throws {
    try await withTemporaryDirectory { directory in
      let trash = directory.appendingPathComponent("trash")
      let old = Date().addingTimeInterval(-8 * 24 * 60 * 60)
      for name in [Sweeper.stamp(old), Sweeper.stamp(), "a folder of one's own"] {
        try FileManager.default.createDirectory(
          at: trash.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      try await ProviderUnderTest.run(in: directory) { _ in
        try await eventually("trash stays") {
          !FileManager.default.fileExists(
            atPath: trash.appendingPathComponent(Sweeper.stamp(old)).path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: trash.path).count == 2)
      }
    }
  }

  /// A job that crashes the process repeatedly doesn't make other jobs fail.
  @Test func innocentWorkOutlivesAPoisonedJob() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      for id in ["innocent", "poison"] {
        try await registry.insert(
          StoredModel(
            id: id, status: .training, serviceName: "ExampleService", methodName: "stt",
            hasRunningJob: true), limit: nil)
      }
      let recovery = Recovery(
        registry: registry,
        retryingRegistry: RetryingRegistry(registry: registry, logger: TestLog().logger),
        limits: JobLimits(), logger: TestLog().logger)
      // Both jobs are running at two crashes. From then on each of them runs alone.
      for round in 1...2 {
        let jobs = try await recovery.run()
        #expect(jobs.map(\.isSuspect) == [round == 2, round == 2])
        for id in ["innocent", "poison"] {
          try await registry.update(id) { $0.hasRunningJob = true }
        }
        if round == 2 { try await registry.update("innocent") { $0.hasRunningJob = false } }
      }
      // The bad job crashes the process while it runs alone.
      for attempt in 1...3 {
        let jobs = try await recovery.run()
        #expect(jobs.contains { $0.modelID == "innocent" })
        #expect(jobs.contains { $0.modelID == "poison" } == (attempt < 3))
        if attempt < 3 { try await registry.update("poison") { $0.hasRunningJob = true } }
      }
      let poison = try await registry.storedModel(withID: "poison")
      #expect(poison?.status == .errored)
      #expect(poison?.failureReason?.contains("3 attempts") == true)
      #expect(try await registry.storedModel(withID: "innocent")?.status == .training)
      #expect(try await registry.storedModel(withID: "innocent")?.attempts == 0)
    }
  }

  /// The provider starts even if the disk is full. Work continues, and changes are stored later.
  @Test func providerStartsOnAFullDisk() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      for (id, link) in [("worked on", "http://data.example/data.zip"), ("being uploaded", "")] {
        try await registry.insert(
          StoredModel(
            id: id, status: .validating, serviceName: "ExampleService", methodName: "stt",
            trainingDataLink: link, hasRunningJob: true), limit: nil)
      }
      registry.isFull.open()
      let jobs = try await Recovery(
        registry: registry,
        retryingRegistry: RetryingRegistry(registry: registry, logger: TestLog().logger),
        limits: JobLimits(), logger: TestLog().logger
      ).run()
      #expect(jobs.map(\.modelID) == ["worked on"])
      registry.isFull.close()
      try await eventually("the lost upload is not noted") {
        try await registry.storedModel(withID: "being uploaded")?.status == .errored
      }
    }
  }

  /// A crash during the recovery doesn't make a single remaining job look like the only one.
  @Test func deathsDuringRecoveryAreNobodys() async throws {
    try await withTemporaryDirectory { folder in
      let registry = try SQLiteModelRegistry(file: folder.appendingPathComponent("models.sqlite"))
      for id in ["a", "b"] {
        try await registry.insert(
          StoredModel(
            id: id, status: .training, serviceName: "ExampleService", methodName: "stt",
            hasRunningJob: true), limit: nil)
      }
      let files = WorkPool("files", threads: 1, maxWaiting: 10)
      func recover(_ registry: any ModelRegistry) async throws -> [Job] {
        let logger = TestLog().logger
        return try await Recovery(
          registry: registry,
          retryingRegistry: RetryingRegistry(registry: registry, logger: logger),
          limits: JobLimits(), logger: logger, directory: DataDirectory(root: folder, files: files)
        ).run()
      }
      await #expect(throws: DyingRegistry.Death.self) {
        try await recover(DyingRegistry(registry: registry, updates: Shared(1)))
      }
      #expect(try await recover(registry).count == 2)
      for id in ["a", "b"] {
        #expect(try await registry.storedModel(withID: id)?.attempts == 0)
      }
      // The next crash is counted separately.
      try await registry.update("b") { $0.hasRunningJob = true }
      _ = try await recover(registry)
      #expect(try await registry.storedModel(withID: "b")?.attempts == 1)
    }
  }

  @Test func twoProvidersOnOneDirectoryAreRefused() async throws {
    try await ProviderUnderTest.run { test in
      await #expect(throws: ProviderError.self) {
        _ = try await ProviderUnderTest.run(in: test.directory) { _ in }
      }
    }
  }

  /// Runs a provider on a directory whose previous provider crashed while a model had `status`.
  private func died(
    _ status: Training_Status, attempts: Int,
    _ body: (ProviderUnderTest, String) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let model = StoredModel(
        id: "model", status: status, serviceName: "ExampleService", methodName: "stt",
        hasRunningJob: true, attempts: attempts)
      let file = directory.appendingPathComponent("models.sqlite")
      try await SQLiteModelRegistry(file: file).insert(model, limit: nil)
      try await ProviderUnderTest.run(in: directory) { try await body($0, "model") }
    }
  }
}

/// A registry that fails after a number of changes, as if the process had crashed.
private struct DyingRegistry: ModelRegistry {
  struct Death: Error {}

  let registry: SQLiteModelRegistry
  let updates: Shared<Int>

  func identity() async throws -> String { try await registry.identity() }

  func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    try await registry.insert(model, limit: limit)
  }

  func storedModel(withID id: String) async throws -> StoredModel? {
    try await registry.storedModel(withID: id)
  }

  func storedModels(in statuses: [Training_Status]) async throws -> [StoredModel] {
    try await registry.storedModels(in: statuses)
  }

  func storedModels(withIDs ids: [String]) async throws -> [StoredModel] {
    try await registry.storedModels(withIDs: ids)
  }

  func storedBytes() async throws -> UInt64 { try await registry.storedBytes() }

  @discardableResult
  func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    guard updates.value > 0 else { throw Death() }
    updates.change { $0 -= 1 }
    return try await registry.update(id, change)
  }
}
