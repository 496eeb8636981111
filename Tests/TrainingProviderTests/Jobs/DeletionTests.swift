import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider

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
