import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// A trained model stays usable, whatever is sent for it.
@Suite struct ReadyModelTests {
  @Test func artefactsAnswerWhileANewDatasetIsValidatedAndTrained() async throws {
    let (validation, training) = (Gate(open: true), Gate(open: true))
    let trainer = StubTrainer(validationGate: validation, trainingGate: training)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.readyModel()
      let first = try await test.provider.artefacts(ofModel: id)
      validation.close()
      training.close()
      try await test.upload(id, ZipArchive.dataset(bytes: 3000))
      #expect(try await test.status(id) == .validating)
      try await serves(first, id, test)
      validation.open()
      try await test.reaches(id, .validated)
      try await serves(first, id, test)
      _ = try await test.train(id)
      #expect(try await test.status(id) == .training)
      try await serves(first, id, test)
      training.open()
      try await test.reaches(id, .readyToUse)
      #expect(try await test.provider.artefacts(ofModel: id) != first)
    }
  }

  /// An upload that is refused on its first batch doesn't change the model.
  @Test func absurdFirstBatchChangesNothing() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.readyModel()
      try await test.validationPrice(id)
      let before = try await test.stored(id)
      var batch = Batches.python(id, ZipArchive.dataset())[0]
      batch.fileSize = .max
      try await expect(.invalidArgument, "DATASET_TOO_LARGE") { [batch] in
        try await test.send([batch])
      }
      #expect(try await test.stored(id) == before)
    }
  }

  @Test func junkLeavesTheModelReadyAndSaysWhy() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.readyModel()
      let (first, before) = (
        try await test.provider.artefacts(ofModel: id), try await test.stored(id)
      )
      try await test.upload(id, Data("this isn't an archive".utf8))
      try await test.reaches(id, .readyToUse)
      try await serves(first, id, test)
      let model = try await test.stored(id)
      #expect(model.failureReason?.contains("rejected") == true)
      #expect(model.dataset == before.dataset)
      try await eventually("junk stays") { dataFiles(test.directory).count == 2 }
      // After a dataset was refused, a training is refused with the reason before anybody pays.
      for call in [test.trainingPrice, test.trainAtOnce] as [(String) async throws -> Any] {
        let refusal = try await expect(.failedPrecondition, "DATASET_REFUSED") {
          try await call(id)
        }
        #expect(refusal.message.contains("rejected"))
      }
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      #expect(try await test.stored(id).failureReason == nil)
    }
  }

  @Test func brokenUploadLeavesTheModelReady() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.readyModel()
      let first = try await test.provider.artefacts(ofModel: id)
      try await expect(.invalidArgument, "INVALID_UPLOAD") {
        try await test.send(Fault.lastLost.batches(ZipArchive.dataset(), to: id), to: id)
      }
      #expect(try await test.status(id) == .readyToUse)
      try await serves(first, id, test)
    }
  }

  @Test func deadLinkLeavesTheModelReady() async throws {
    let server = try LocalHTTPServer([
      "/short": Data("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".utf8)
    ])
    defer { server.stop() }
    try await ProviderUnderTest.run(fetcher: LinkTests.trusting) { test in
      let id = try await test.readyModel()
      let first = try await test.provider.artefacts(ofModel: id)
      _ = try await test.validate(id, link: "http://127.0.0.1:\(server.port)/short")
      try await test.reaches(id, .readyToUse)
      try await serves(first, id, test)
      #expect(try await test.stored(id).failureReason?.contains("training_data_link") == true)
    }
  }

  /// The new dataset is good, so the training can be repeated.
  @Test func failedTrainingLeavesTheModelReady() async throws {
    struct Failure: Error {}
    let trainer = FailingTrainer()
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.readyModel()
      let first = try await test.provider.artefacts(ofModel: id)
      trainer.fails.open()
      try await test.uploaded(id, ZipArchive.dataset(bytes: 3000))
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      try await serves(first, id, test)
      #expect(try await test.stored(id).failureReason != nil)
      trainer.fails.close()
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      #expect(try await test.provider.artefacts(ofModel: id) != first)
    }
  }

  private func serves(_ artefacts: URL, _ id: String, _ test: ProviderUnderTest) async throws {
    #expect(try await test.provider.artefacts(ofModel: id) == artefacts)
    #expect(FileManager.default.fileExists(atPath: artefacts.path))
    #expect(try await test.provider.models.model(withID: id)?.status == .readyToUse)
  }
}

/// A trainer that trains unless it is told to fail.
private final class FailingTrainer: Trainer {
  struct Failure: Error {}

  let fails = Gate()
  private let trainer = StubTrainer()

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 1 }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    if fails.isOpen { throw Failure() }
    try await trainer.train(model, on: dataset, into: artefacts)
  }
}
