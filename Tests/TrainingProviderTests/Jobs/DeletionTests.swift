import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct DeletionTests {
  /// The model stays deleted and its files are removed, even if the trainer ignores cancellation.
  @Test(arguments: [false, true])
  func deletionDuringATrainingStands(_ ignoresCancellation: Bool) async throws {
    let gate = Gate(ignoresCancellation: ignoresCancellation)
    let trainer = StubTrainer(trainingGate: gate)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      #expect(try await test.delete(id) == .deleted)
      if ignoresCancellation { gate.open() }
      try await eventually("files stay") { dataFiles(test.directory) == [] }
      #expect(try await test.status(id) == .deleted)
    }
  }

  @Test func deletionFreesTheWayForTheNext() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let ids = [try await test.create(), try await test.create()]
      for id in ids {
        try await test.uploaded(id)
        _ = try await test.train(id)
      }
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      _ = try await test.delete(ids[0])
      try await eventually("training does not begin") { trainer.trainingsBegun == 2 }
      gate.open()
      try await test.reaches(ids[1], .readyToUse)
      #expect(try await test.status(ids[0]) == .deleted)
    }
  }

  @Test func waitingJobOfADeletedModelIsNeverBegun() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let ids = [try await test.create(), try await test.create()]
      for id in ids {
        try await test.uploaded(id)
        _ = try await test.train(id)
      }
      _ = try await test.delete(ids[1])
      gate.open()
      try await test.reaches(ids[0], .readyToUse)
      #expect(trainer.trainingsBegun == 1)
      #expect(try await test.status(ids[1]) == .deleted)
    }
  }

  /// A deletion that is stored, but whose answer is lost, ends the work and leaves no files.
  @Test func deletionWhoseAnswerIsLostIsCompleted() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    try await run(trainer: trainer) { test, registry in
      let ids = [try await test.create(), try await test.create()]
      for id in ids {
        try await test.uploaded(id)
        _ = try await test.train(id)
      }
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      registry.losesAnswers.open()
      await #expect(throws: RPCError.self) { try await test.delete(ids[0]) }
      registry.losesAnswers.close()
      // There is one place, which is free now.
      try await eventually("the training goes on") { trainer.trainingsBegun == 2 }
      #expect(try await test.delete(ids[0]) == .deleted)
      try await eventually("files stay") {
        dataFiles(test.directory).allSatisfy { $0.contains(ids[1]) }
      }
      gate.open()
      try await test.reaches(ids[1], .readyToUse)
    }
  }

  /// The registry may not even report that the deletion is stored. The files are then removed when
  /// the call is repeated.
  @Test func secondDeletionRemovesWhatTheFirstLeft() async throws {
    try await run { test, _ in
      let id = try await test.readyModel()
      try await test.provider.models.update(id) { try $0.delete() }
      #expect(!dataFiles(test.directory).isEmpty)
      #expect(try await test.delete(id) == .deleted)
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// The space that is reserved for a link is free again if its model is deleted at that moment.
  @Test func deletionThatOvertakesAValidationKeepsNoRoom() async throws {
    let data = ZipArchive.dataset(bytes: 2000)
    let server = try LocalHTTPServer(["/data.zip": LocalHTTPServer.ok(data)])
    defer { server.stop() }
    var limits = ProviderLimits()
    limits.storage.maxTotalBytes = UInt64(data.count) * 3 / 2
    try await run(limits: limits, fetcher: LinkTests.trusting) { test, registry in
      let ids = [try await test.create(), try await test.create()]
      let link = "http://127.0.0.1:\(server.port)/data.zip"
      try await test.validationPrice(ids[0], link: link)
      registry.nextAnswerDelay.change { $0 = .milliseconds(500) }
      let validation = Task { try await test.validateAtOnce(ids[0], link: link) }
      try await test.reaches(ids[0], .validating)
      #expect(try await test.delete(ids[0]) == .deleted)
      _ = try await validation.value
      try await eventually("the space is not free") {
        (try? await test.upload(ids[1], data)) != nil
      }
      try await test.reaches(ids[1], .validated)
    }
  }

  private func run(
    trainer: StubTrainer = StubTrainer(), limits: ProviderLimits = ProviderLimits(),
    fetcher: any DatasetFetcher = HTTPDatasetFetcher(),
    _ body: (ProviderUnderTest, FaultyRegistry) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      try await ProviderUnderTest.run(
        in: directory, trainer: trainer, limits: limits, fetcher: fetcher, registry: registry
      ) { try await body($0, registry) }
    }
  }

  @Test func deletedStaysDeletedAfterARestart() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.readyModel()
        _ = try await test.delete(id)
        return id
      }
      try await ProviderUnderTest.run(in: directory) { test in
        #expect(try await test.status(id) == .deleted)
        #expect(try await test.delete(id) == .deleted)
        _ = try await expect(.failedPrecondition, "WRONG_STATUS") { try await test.train(id) }
      }
    }
  }
}
