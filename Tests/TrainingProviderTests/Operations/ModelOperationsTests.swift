import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// Changes by hand, beside a running provider and without one.
@Suite struct ModelOperationsTests {
  @Test func failedJobOfARunningProviderIsCancelled() async throws {
    try await withTemporaryDirectory { directory in
      let (trainer, log) = (StubTrainer(trainingGate: Gate()), TestLog())
      try await ProviderUnderTest.run(in: directory, trainer: trainer, log: log) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        let operations = try await ModelOperations(dataDirectory: directory)
        #expect(try await operations.isServed)
        #expect(try await operations.work().map(\.kind) == [.training])
        #expect(try await operations.work().map(\.isRunning) == [true])
        _ = try await operations.fail(id, reason: "it took too long")
        #expect(try await test.status(id) == .errored)
        try await eventually("the job goes on") {
          log.lines.contains { $0.contains("job is given up") }
        }
        try await eventually("the change isn't logged") {
          log.lines.contains { $0.contains("changed by hand to ERRORED") && $0.contains(id) }
        }
        // The dataset stays for a retry, and nothing of the training.
        #expect(dataFiles(directory).map { $0.prefix(8) } == ["datasets"])
        let last = try await operations.history(of: id).last
        #expect(last?.reason == "it took too long")
        #expect(last?.isByOperator == true)
      }
    }
  }

  @Test func failedUploadToARunningProviderEnds() async throws {
    try await withTemporaryDirectory { directory in
      try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.create()
        try await test.validationPrice(id)
        let operations = try await ModelOperations(dataDirectory: directory)
        let batches = Batches.python(id, ZipArchive.dataset(), size: 50)
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            try await expect(.aborted, "SUPERSEDED") {
              try await test.send(batches, heldBy: Gate())
            }
          }
          try await eventually("the upload doesn't begin") {
            try await operations.work().map(\.kind) == [.upload]
          }
          _ = try await operations.fail(id, reason: "it took too long")
          try await group.waitForAll()
        }
        #expect(try await test.stored(id).failureReason == "it took too long")
        try await eventually("a partial file stays") { dataFiles(directory).isEmpty }
        try await test.uploaded(id)
      }
    }
  }

  /// An ERRORED model can't be trained, so its dataset is validated first.
  @Test func failedTrainingIsRepeatedByARunningProvider() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await Self.failedTraining(in: directory)
      let trainer = StubTrainer()
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        #expect(try await test.status(id) == .errored)
        _ = try await test.trainingPrice(id)
        let quote = try await test.stored(id).trainingQuote
        let operations = try await ModelOperations(dataDirectory: directory)
        _ = try await operations.retry(id)
        try await test.reaches(id, .readyToUse)
        let model = try await test.stored(id)
        #expect(model.trainingQuote == quote, "a retry uses up no price")
        #expect((trainer.validationsBegun, trainer.trainingsBegun) == (1, 1))
        let history = try await operations.history(of: id)
        #expect(
          history.suffix(4).map(\.newStatus) == [.validating, .validated, .training, .readyToUse])
        #expect(history.suffix(4).map(\.isByOperator) == [true, false, false, false])
      }
    }
  }

  @Test func retryIsPickedUpAtTheNextStart() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await Self.failedTraining(in: directory)
      let operations = try await ModelOperations(dataDirectory: directory)
      #expect(try await !operations.isServed)
      _ = try await operations.retry(id)
      try await ProviderUnderTest.run(in: directory) { try await $0.reaches(id, .readyToUse) }
    }
  }

  /// A model that was trained before is trained again at once.
  @Test func failedTrainingOfATrainedModelIsRepeated() async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      let failing = StubTrainer(failure: CocoaError(.fileReadUnknown))
      try await ProviderUnderTest.run(in: directory, trainer: failing) { test in
        _ = try await test.train(id)
        try await eventually("training doesn't fail") {
          try await test.stored(id).failedWork == .training
        }
      }
      let trainer = StubTrainer()
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let update = try await ModelOperations(dataDirectory: directory).retry(id)
        #expect(update.after.status == .training)
        try await test.reaches(id, .readyToUse)
        #expect((trainer.validationsBegun, trainer.trainingsBegun) == (0, 1))
        #expect(try await test.stored(id).failureReason == nil)
      }
    }
  }

  /// A dataset that was rejected is gone, and an earlier one isn't what the consumer paid for.
  @Test func rejectedDatasetsCannotBeRetried() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(rejection: "too loud")
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.upload(id)
        try await test.reaches(id, .errored)
        let operations = try await ModelOperations(dataDirectory: directory)
        for (id, reason) in [
          (id, "the consumer has to send the dataset again"),
          (try await test.create(), "its last work has not failed"),
        ] {
          let error = await #expect(throws: ProviderError.self) { try await operations.retry(id) }
          #expect(error?.code == .wrongStatus)
          #expect(error?.message.contains(reason) == true)
        }
      }
    }
  }

  @Test func deletedModelLosesItsFilesAndItsJob() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        let operations = try await ModelOperations(dataDirectory: directory)
        _ = try await operations.delete(id)
        #expect(try await test.status(id) == .deleted)
        try await eventually("files stay") { dataFiles(directory).isEmpty }
        let again = try await operations.delete(id)
        #expect(again.before.status == .deleted)
        #expect(try await operations.history(of: id).count == 5)
      }
    }
  }

  /// Work that a call began after the change isn't ended by it.
  @Test func laterWorkIsSpared() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        let operations = try await ModelOperations(dataDirectory: directory)
        _ = try await operations.fail(id, reason: "once more")
        _ = try await test.validate(id)
        try await test.reaches(id, .validated)
        _ = try await test.train(id)
        try await eventually("the second training does not begin") {
          trainer.trainingsBegun == 2
        }
        trainer.trainingGate.open()
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  @Test func onlyWorkCanFail() async throws {
    try await withTemporaryDirectory { directory in
      try await ProviderUnderTest.run(in: directory) { test in
        let id = try await test.create()
        let operations = try await ModelOperations(dataDirectory: directory)
        let error = await #expect(throws: ProviderError.self) {
          try await operations.fail(id, reason: "r")
        }
        #expect(error?.code == .wrongStatus)
        let missing = await #expect(throws: ProviderError.self) {
          try await operations.delete("nobody")
        }
        #expect(missing?.code == .modelNotFound)
      }
    }
  }

  @Test func directoriesWithoutRegistryAreRefused() async throws {
    try await withTemporaryDirectory { directory in
      let error = await #expect(throws: ProviderError.self) {
        try await ModelOperations(dataDirectory: directory)
      }
      #expect(error?.code == .invalidConfiguration)
      #expect(files(below: directory).isEmpty, "nothing is created")
    }
  }

  /// A model whose training failed.
  private static func failedTraining(in directory: URL) async throws -> String {
    let failing = StubTrainer(failure: CocoaError(.fileReadUnknown))
    return try await ProviderUnderTest.run(in: directory, trainer: failing) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
      return id
    }
  }
}
