import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider
import TrainingRuntime

/// The whole life of a model, as a consumer sees it through the daemon.
@Suite struct CycleTests {
  @Test func fromCreationToDeletion() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create(addresses: ["0xA"])
      #expect(try await test.status(id) == .created)
      #expect(try await test.upload(id) == .validating)
      try await test.reaches(id, .validated)
      #expect(try await test.train(id) == .training)
      try await test.reaches(id, .readyToUse)
      let artefacts = try await test.provider.artefacts(ofModel: id)
      let weights = artefacts.appendingPathComponent("weights.bin")
      #expect(try Data(contentsOf: weights) == ZipArchive.dataset())
      #expect(try await test.provider.models.model(withID: id)?.status == .readyToUse)
      #expect(try await test.delete(id) == .deleted)
      #expect(try await test.delete(id) == .deleted)
      #expect(try await test.status(id) == .deleted)
      #expect(dataFiles(test.directory) == [])
      await #expect(throws: ProviderError.self) {
        _ = try await test.provider.artefacts(ofModel: id)
      }
    }
  }

  @Test func trainingAgainReplacesTheArtefacts() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.readyModel()
      let first = try await test.provider.artefacts(ofModel: id)
      let data = ZipArchive.dataset(bytes: 3000)
      try await test.uploaded(id, data)
      #expect(try await test.provider.artefacts(ofModel: id) == first)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      let second = try await test.provider.artefacts(ofModel: id)
      #expect(first != second)
      #expect(try Data(contentsOf: second.appendingPathComponent("weights.bin")) == data)
      try await eventually("old artefacts stay") {
        !FileManager.default.fileExists(atPath: first.path)
      }
      #expect(dataFiles(test.directory).count == 2)
    }
  }

  @Test func badDatasetLeavesAnErroredModel() async throws {
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      #expect(try await test.upload(id, Data("this isn't an archive".utf8)) == .validating)
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason?.contains("rejected") == true)
      try await test.upload(id, ZipArchive.make([("a.exe", Data("MZ".utf8))]))
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason?.contains("a.exe") == true)
      try await test.uploaded(id)
      #expect(try await test.stored(id).failureReason == nil)
    }
  }

  @Test func trainersRejectionIsKept() async throws {
    try await ProviderUnderTest.run(trainer: StubTrainer(rejection: "too few samples")) { test in
      let id = try await test.create()
      try await test.upload(id)
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason == "too few samples")
    }
  }

  @Test func trainersFailureLeavesNoArtefactsAndTellsNothingInternal() async throws {
    struct Secret: Error {}
    try await ProviderUnderTest.run(trainer: StubTrainer(failure: Secret())) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason?.contains("Secret") == false)
      #expect(dataFiles(test.directory).allSatisfy { $0.hasPrefix("datasets/") })
    }
  }

  @Test func cancellationThatATrainerMadeUpIsAFailure() async throws {
    try await ProviderUnderTest.run(trainer: StubTrainer(failure: CancellationError())) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
    }
  }

  /// A dataset isn't dropped because the provider failed: it can be validated again.
  @Test func datasetOutlivesAFailureOfTheProvider() async throws {
    let trainer = FailingValidator()
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.upload(id)
      try await test.reaches(id, .errored)
      let dataset = try #require(try await test.stored(id).dataset)
      #expect(dataFiles(test.directory) == ["datasets/\(dataset.file)"])
      trainer.fails.close()
      #expect(try await test.validate(id) == .validating)
      try await test.reaches(id, .validated)
      #expect(try await test.stored(id).dataset == dataset)
    }
  }
}

/// A trainer whose validations fail until it is told otherwise.
private final class FailingValidator: Trainer {
  struct Failure: Error {}

  let fails = Gate(open: true)

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 1 }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    if fails.isOpen { throw Failure() }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {}
}
