import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// The outcome of work is stored, however long writing to the registry fails.
@Suite struct RetryingRegistryTests {
  @Test func failedUploadIsStoredWhenTheDiskHasRoomAgain() async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let upload = Task {
        try await test.send(Array(Batches.python(id, ZipArchive.dataset()).prefix(1)), heldBy: gate)
      }
      try await test.reaches(id, .validating)
      registry.isFull.open()
      gate.open()
      try await expect(.invalidArgument, "INVALID_UPLOAD") { try await upload.value }
      try await isUnsettled(id, test)
      registry.isFull.close()
      try await eventually("failure is not stored") {
        try await test.stored(id).status == .errored
      }
      #expect(try await test.stored(id).failureReason?.contains("bytes arrived") == true)
      try await test.reaches(id, .errored)
    }
  }

  @Test(arguments: [false, true])
  func endOfATrainingIsStoredWhenTheDiskHasRoomAgain(_ fails: Bool) async throws {
    struct Failure: Error {}
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate, failure: fails ? Failure() : nil)
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      registry.isFull.open()
      gate.open()
      try await eventually("the end is stored") {
        (try? await test.status(id)) == nil
      }
      try await isUnsettled(id, test)
      registry.isFull.close()
      try await eventually("the end is not stored") {
        (try? await test.status(id)) == (fails ? .errored : .readyToUse)
      }
    }
  }

  /// A stored result is kept even if the registry returned an error.
  @Test func lostAnswerLosesNoResult() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      registry.losesAnswers.open()
      gate.open()
      try await eventually("the end is not stored") {
        try await test.stored(id).status == .readyToUse
      }
      registry.losesAnswers.close()
      try await eventually("the model stays unsettled") {
        (try? await test.status(id)) == .readyToUse
      }
      let artefacts = try await test.provider.artefacts(ofModel: id)
      #expect(FileManager.default.fileExists(atPath: artefacts.path))
    }
  }

  /// The model's previous files are removed even if the registry returned an error.
  @Test func lostAnswerLeavesNoOldFiles() async throws {
    let gate = Gate(open: true)
    let trainer = StubTrainer(trainingGate: gate)
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      let before = try await test.provider.artefacts(ofModel: id)
      try await test.uploaded(id)
      gate.close()
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 2 }
      registry.losesAnswers.open()
      gate.open()
      try await eventually("the end is not stored") {
        try await test.stored(id).status == .readyToUse
      }
      registry.losesAnswers.close()
      try await eventually("the old artefacts stay") {
        !FileManager.default.fileExists(atPath: before.path)
      }
      #expect(try await test.provider.artefacts(ofModel: id) != before)
    }
  }

  /// A slow disk isn't the client's fault: an upload isn't ended because its last write takes long.
  @Test func slowDiskEndsNoUpload() async throws {
    var limits = ProviderLimits()
    limits.upload.transfer.idleTimeout = .milliseconds(500)
    try await run(limits: limits) { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      registry.delay.change { $0 = .milliseconds(1500) }
      #expect(try await test.send(Batches.python(id, ZipArchive.dataset())) == .validating)
      try await test.reaches(id, .validated)
    }
  }

  /// Undoing a claim that wasn't stored doesn't affect a later claim of another call.
  @Test func undoingAClaimSparesOthers() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      let retryingRegistry = RetryingRegistry(
        registry: registry, logger: TestLog().logger, delays: [.milliseconds(300)])
      let model = StoredModel(id: "m", serviceName: "ExampleService", methodName: "stt")
      try await registry.insert(model, limit: nil)
      let begin: @Sendable (inout StoredModel) throws -> Void = { try $0.beginUpload() }
      // Two calls pass all checks at the same time, and the first finds the disk full.
      let update = try await registry.update("m", begin)
      #expect(update.after.status == .validating)
      try await registry.update("m") { try $0.fail(ProviderError(.interrupted, "")) }
      let stored = try #require(try await registry.storedModel(withID: "m"))
      registry.isFull.open()
      await #expect(throws: ProviderError.self) { try await retryingRegistry.claim(stored, begin) }
      registry.isFull.close()
      // Until it is known whether the claim was stored, no other call can claim the model.
      let refusal = await #expect(throws: ProviderError.self) {
        try await retryingRegistry.claim(stored, begin)
      }
      #expect(refusal?.code == .unsettled)
      try await eventually("the model stays unsettled") {
        (try? retryingRegistry.requireNoPendingUpdate("m")) != nil
      }
      #expect(try await retryingRegistry.claim(stored, begin).after.status == .validating)
      try await Task.sleep(for: .milliseconds(600))
      #expect(try await registry.storedModel(withID: "m")?.status == .validating)
    }
  }

  /// A claim is undone even if the model had changed before the claim was stored. The model is then
  /// as the claim found it, not as the caller knew it.
  @Test func undoingAClaimKnowsWhatItWasMadeOn() async throws {
    try await withTemporaryDirectory { directory in
      let registry = try FaultyRegistry(in: directory)
      let retrying = RetryingRegistry(
        registry: registry, logger: TestLog().logger, delays: [.milliseconds(10)])
      let model = StoredModel(id: "m", serviceName: "ExampleService", methodName: "stt")
      try await registry.insert(model, limit: nil)
      for _ in 0..<2 {
        try await registry.update("m") { try $0.beginUpload() }
        try await registry.update("m") { try $0.fail(ProviderError(.interrupted, "")) }
      }
      let before = try #require(try await registry.storedModel(withID: "m"))
      registry.losesAnswers.open()
      await #expect(throws: ProviderError.self) {
        try await retrying.claim(model) { try $0.beginUpload() }
      }
      #expect(try await registry.storedModel(withID: "m")?.status == .validating)
      registry.losesAnswers.close()
      try await eventually("the claim stays") {
        try await registry.storedModel(withID: "m")?.isUndone(to: before) == true
      }
    }
  }

  /// A claim that was stored although the registry returned an error is undone.
  @Test func lostAnswerToAClaimLeavesNoModelAtWork() async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      registry.losesAnswers.open()
      await #expect(throws: (any Error).self) { try await test.send(Batches.python(id, Data([1]))) }
      registry.losesAnswers.close()
      try await eventually("the model stays at work") {
        (try? await test.status(id)) == .created
      }
    }
  }

  /// The previous dataset's files are removed even if the registry's answer at the end of the
  /// validation was lost.
  @Test func lostAnswerToAValidationLeavesNoOldDataset() async throws {
    let gate = Gate(open: true)
    let trainer = StubTrainer(validationGate: gate)
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      gate.close()
      try await test.upload(id)
      // The registry may have stored the job's begin without having answered yet.
      try await eventually("the job does not begin") { trainer.validationsBegun == 2 }
      registry.losesAnswers.open()
      gate.open()
      try await eventually("the end is not stored") {
        try await test.stored(id).status == .validated
      }
      registry.losesAnswers.close()
      try await eventually("the old dataset stays") { dataFiles(test.directory).count == 1 }
      try await test.reaches(id, .validated)
    }
  }

  /// Work that was refused is not begun, also if the registry stored it and answered with an error.
  /// The model keeps the validation that was paid for, and the price of the training.
  @Test(arguments: [false, true])
  func refusedWorkIsTakenBack(_ isStored: Bool) async throws {
    let trainer = StubTrainer()
    try await run(trainer: trainer) { test, registry in
      let id = try await test.create()
      try await test.uploaded(id)
      try await test.trainingPrice(id)
      let before = try await test.stored(id)
      let fault = isStored ? registry.losesAnswers : registry.isFull
      fault.open()
      try await expect(.resourceExhausted, "STORAGE_FULL") { try await test.trainAtOnce(id) }
      #expect(try await test.stored(id).status == (isStored ? .training : .validated))
      try await expect(.unavailable, "UNSETTLED") { try await test.status(id) }
      fault.close()
      try await eventually("the refusal is not settled") { (try? await test.status(id)) != nil }
      let after = try await test.stored(id)
      #expect(isStored ? after.isUndone(to: before) : after == before)
      #expect(trainer.trainingsBegun == 0)
      #expect(try await test.trainAtOnce(id) == .training)
      try await test.reaches(id, .readyToUse)
    }
  }

  /// What became of a silent upload is stored before another one takes its place, however long that
  /// takes.
  @Test func takeoverWaitsForTheEndOfTheSilentUpload() async throws {
    var limits = ProviderLimits()
    limits.upload.takeoverSilence = .milliseconds(50)
    try await run(limits: limits) { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      let gate = Gate()
      let batches = Batches.python(id, ZipArchive.dataset())
      let silent = Task { try await test.send(batches, heldBy: gate) }
      try await test.reaches(id, .validating)
      try await test.validationPrice(id)
      try await Task.sleep(for: .milliseconds(100))
      registry.nextDelay.change { $0 = .milliseconds(500) }
      #expect(try await test.send(batches) == .validating)
      try await test.reaches(id, .validated)
      try await expect(.unavailable, "INTERRUPTED") { try await silent.value }
      gate.open()
    }
  }

  /// A deletion also ends an upload that has just claimed its model and is not known by then.
  @Test func deletionEndsAnUploadThatHasJustBegun() async throws {
    try await run { test, registry in
      let id = try await test.create()
      try await test.validationPrice(id)
      registry.nextAnswerDelay.change { $0 = .milliseconds(500) }
      let gate = Gate()
      let upload = Task {
        try await test.send(Batches.python(id, ZipArchive.dataset()), heldBy: gate)
      }
      try await test.reaches(id, .validating)
      #expect(try await test.delete(id) == .deleted)
      // Without another batch.
      try await expect(.aborted, "SUPERSEDED") { try await upload.value }
      gate.open()
      #expect(dataFiles(test.directory) == [])
    }
  }

  /// A link that was fetched when its model was deleted leaves no file.
  @Test func linkThatIsFetchedTooLateLeavesNoFile() async throws {
    let gate = Gate()
    let server = try LocalHTTPServer { connection in
      guard connection.request() != nil else { return }
      connection.send(
        "HTTP/1.1 200 OK\r\ncontent-length: \(ZipArchive.dataset().count)\r\n\r\n")
      while !gate.isOpen { Thread.sleep(forTimeInterval: 0.01) }
      connection.send(ZipArchive.dataset())
    }
    defer { server.stop() }
    try await run(fetcher: LinkTests.trusting) { test, registry in
      let id = try await test.create()
      _ = try await test.validate(id, link: "http://127.0.0.1:\(server.port)/data.zip")
      try await eventually("the link is not fetched") { server.accepted == 3 }
      registry.nextDelay.change { $0 = .milliseconds(500) }
      gate.open()
      // The file is in its place, and the model does not know it yet.
      try await eventually("the link is not fetched") { registry.nextDelay.value == .zero }
      #expect(dataFiles(test.directory).contains { $0.hasPrefix("datasets/\(id)/") })
      #expect(try await test.delete(id) == .deleted)
      try await eventually("the file stays") { dataFiles(test.directory) == [] }
    }
  }

  /// Creating and deleting say why they fail, too.
  @Test func fullDiskIsSaid() async throws {
    try await run { test, registry in
      let id = try await test.create()
      registry.isFull.open()
      _ = try await expect(.resourceExhausted, "STORAGE_FULL") { try await test.create() }
      _ = try await expect(.resourceExhausted, "STORAGE_FULL") { try await test.delete(id) }
      registry.isFull.close()
      #expect(try await test.delete(id) == .deleted)
    }
  }

  private func isUnsettled(_ id: String, _ test: ProviderUnderTest) async throws {
    for call: () async throws -> Any in [
      { try await test.status(id) }, { try await test.trainAtOnce(id) },
      { try await test.validateAtOnce(id) }, { try await test.validationPrice(id) },
      { try await test.send(Batches.python(id, ZipArchive.dataset())) },
    ] {
      let refusal = try await expect(.unavailable, "UNSETTLED") { try await call() }
      #expect(refusal.details.compactMap(\.errorInfo).first?.metadata["model_id"] == id)
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
}
