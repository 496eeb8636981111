import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider

/// What a stopped or dead process leaves behind.
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

  /// A graceful stop does not count as an attempt, however often it comes.
  @Test func gracefulStopsAreNoAttempts() async throws {
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
          #expect(try await test.stored(id).attempts == 1)
        }
      }
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches(id, .readyToUse) }
    }
  }

  @Test func workThatKeepsKillingTheProcessIsGivenUp() async throws {
    try await died(.training, attempts: 3) { test, id in
      let model = try await test.stored(id)
      #expect(model.status == .errored)
      #expect(model.failureReason?.contains("3 attempts") == true)
    }
  }

  @Test func trainingWithoutItsDatasetFails() async throws {
    try await died(.training, attempts: 1) { test, id in
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
      for path in ["uploads/x", "datasets/\(id)/y", "datasets/gone/x", "artefacts/\(id)/z/w"] {
        let file = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: file)
      }
      try await ProviderUnderTest.run(in: directory) { _ in #expect(dataFiles(directory) == kept) }
    }
  }

  @Test func twoProvidersOnOneDirectoryAreRefused() async throws {
    try await ProviderUnderTest.run { test in
      await #expect(throws: ProviderError.self) {
        _ = try await ProviderUnderTest.run(in: test.directory) { _ in }
      }
    }
  }

  /// Runs a provider on a directory where another one died while a model had `status`.
  private func died(
    _ status: Training_Status, attempts: Int,
    _ body: (ProviderUnderTest, String) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let model = StoredModel(
        id: "model", status: status, serviceName: "ExampleService", methodName: "stt",
        attempts: attempts)
      let file = directory.appendingPathComponent("models.sqlite")
      try await SQLiteModelRegistry(file: file).insert(model, limit: nil)
      try await ProviderUnderTest.run(in: directory) { try await body($0, "model") }
    }
  }
}
