import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What becomes of interrupted trainings and of their checkpoints.
@Suite struct CheckpointTests {
  /// A training continues from its checkpoints after a shutdown, and after a crash, of which a copy of
  /// the directory of a running provider is what is left.
  @Test(arguments: [false, true]) func trainingContinues(_ crashes: Bool) async throws {
    try await withInterruptedTraining(crashes: crashes) { directory, id in
      let found = Shared<[String]>([])
      let trainer = RunTrainer { run in
        found.change { $0 = files(below: run.checkpoints) }
      } resume: { checkpoints in
        #expect(files(below: checkpoints) == ["epoch-1"])
        return .fromCheckpoints
      }
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        try await test.reaches(id, .readyToUse)
        #expect(found.value == ["epoch-1"])
        try await expectNoCheckpoints(directory)
      }
    }
  }

  /// Trainers that don't say otherwise begin anew.
  @Test(arguments: [false, true]) func trainingBeginsAnew(_ crashes: Bool) async throws {
    try await withInterruptedTraining(crashes: crashes) { directory, id in
      let found = Shared<[String]?>(nil)
      let trainer = RunTrainer { run in found.change { $0 = files(below: run.checkpoints) } }
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        try await test.reaches(id, .readyToUse)
        #expect(found.value == [])
        try await expectNoCheckpoints(directory)
      }
    }
  }

  @Test func trainerGivesUpWithAReason() async throws {
    try await withInterruptedTraining(crashes: true) { directory, id in
      let trainer = RunTrainer { _ in
        Issue.record("the training began again")
      } resume: { _ in
        .failed(reason: "the licence of the dataset has expired: send it again")
      }
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        try await test.reaches(id, .errored)
        let reason = try await test.stored(id).failureReason
        #expect(reason == "the licence of the dataset has expired: send it again")
        try await expectNoCheckpoints(directory)
      }
    }
  }

  /// Whatever happens to a training that isn't interrupted, its checkpoints go with it, and the trainer
  /// isn't asked.
  @Test(arguments: [Ending.success, .failure, .deletion, .deletionUnnoticed])
  func checkpointsEndWithTheirTraining(_ ending: Ending) async throws {
    let gate = Gate(ignoresCancellation: ending == .deletionUnnoticed)
    let begun = Gate()
    let trainer = RunTrainer { run in
      try Self.save("epoch-1", in: run)
      begun.open()
      try await gate.pass()
      try? Self.save("epoch-2", in: run)
      if ending == .failure { throw Ending.failure }
    } resume: { _ in
      Issue.record("the training was not interrupted")
      return .fromScratch
    }
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { begun.isOpen }
      #expect(dataFiles(test.directory).contains { $0.hasPrefix("checkpoints/\(id)/") })
      if ending == .deletion || ending == .deletionUnnoticed { _ = try await test.delete(id) }
      if ending != .deletion { gate.open() }
      let jobs = test.provider
      try await eventually("the job does not end") { await jobs.unfinishedJobs().isEmpty }
      try await expectNoCheckpoints(test.directory)
    }
  }

  enum Ending: Error {
    case success, failure, deletion, deletionUnnoticed
  }

  /// A training that waits to be resumed can be deleted, with its checkpoints.
  @Test func waitingTrainingIsDeletedWithItsCheckpoints() async throws {
    try await withInterruptedTraining(crashes: true) { directory, id in
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      let trainer = RunTrainer { _ in
      } resume: { _ in
        .fromCheckpoints
      }
      try await ProviderUnderTest.run(in: directory, trainer: trainer, limits: limits) { test in
        try await eventually("the job doesn't wait") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForSpace]
        }
        #expect(dataFiles(directory).contains { $0.hasPrefix("checkpoints/\(id)/") })
        _ = try await test.delete(id)
        #expect(await test.provider.unfinishedJobs() == [])
        try await expectNoCheckpoints(directory)
      }
    }
  }

  /// A training that fails because the disk is full can continue from its checkpoints, too.
  @Test func trainingContinuesAfterAShortage() async throws {
    let begun = Shared(0)
    let trainer = RunTrainer { run in
      let attempt = begun.change { begun in
        begun += 1
        return begun
      }
      guard attempt == 1 else { return #expect(files(below: run.checkpoints) == ["epoch-1"]) }
      try Self.save("epoch-1", in: run)
      throw POSIXError(.ENOSPC)
    } resume: { _ in
      .fromCheckpoints
    }
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      #expect(begun.value == 2)
    }
  }

  /// A training that waited for space before it began isn't taken for an interrupted one.
  @Test func trainingThatNeverBeganIsNotAskedAbout() async throws {
    try await withTemporaryDirectory { directory in
      try await SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite")).insert(
        StoredModel(
          id: "model", status: .training, serviceName: "ExampleService", methodName: "stt",
          dataset: StoredDataset(file: "model/data", name: "data.zip", byteCount: 1)), limit: nil)
      let folder = directory.appendingPathComponent("datasets/model")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: folder.appendingPathComponent("data"))
      var limits = ProviderLimits()
      limits.storage.minFreeBytes = .max
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        try await eventually("the job doesn't wait") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForSpace]
        }
      }
      let trainer = RunTrainer { _ in
      } resume: { _ in
        .failed(reason: "the training never began")
      }
      try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        try await test.reaches("model", .readyToUse)
      }
    }
  }

  /// Checkpoints that no training refers to are swept up; those of a training that waits aren't.
  @Test func orphansAreSweptUp() async throws {
    try await withInterruptedTraining(crashes: false) { directory, id in
      let kept = dataFiles(directory).filter { $0.hasPrefix("checkpoints/") }
      #expect(kept.count == 1)
      for orphan in ["gone/3-x/epoch", "\(id)/1-x/epoch"] {
        let file = directory.appendingPathComponent("checkpoints/\(orphan)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: file)
      }
      let gate = Gate()
      let trainer = RunTrainer { _ in
        try await gate.pass()
      } resume: { _ in
        .fromCheckpoints
      }
      let log = TestLog()
      try await ProviderUnderTest.run(in: directory, trainer: trainer, log: log) { _ in
        try await eventually("orphans stay") {
          log.lines.contains { $0.contains("moved 2 files") }
        }
        #expect(dataFiles(directory).filter { $0.hasPrefix("checkpoints/") } == kept)
      }
    }
  }

  /// A training that keeps crashing the process is given up with its checkpoints.
  @Test func checkpointsOfWorkThatIsGivenUpAreRemoved() async throws {
    try await withInterruptedTraining(crashes: true) { directory, id in
      let limits = JobLimits(maxAttempts: 1)
      try await ProviderUnderTest.run(in: directory, limits: ProviderLimits(jobs: limits)) { test in
        #expect(try await test.status(id) == .errored)
        try await expectNoCheckpoints(directory)
        #expect(!dataFiles(directory).contains { $0.hasPrefix("trash/") })
      }
    }
  }

  /// Checkpoints count for the limit of all models.
  @Test func checkpointsTakeUpSpace() async throws {
    let gate = Gate()
    let begun = Gate()
    let trainer = RunTrainer { run in
      try Data(count: 2000).write(to: run.checkpoints.appendingPathComponent("epoch-1"))
      begun.open()
      try await gate.pass()
    }
    var limits = ProviderLimits()
    limits.storage.maxTotalBytes = 3000
    let data = ZipArchive.dataset(bytes: 500)
    try await ProviderUnderTest.run(trainer: trainer, limits: limits) { test in
      let ids = [try await test.create(), try await test.create()]
      try await test.uploaded(ids[0], data)
      _ = try await test.train(ids[0])
      try await eventually("training does not begin") { begun.isOpen }
      try await expect(.resourceExhausted, "STORAGE_FULL") { try await test.upload(ids[1], data) }
      gate.open()
      try await test.reaches(ids[0], .readyToUse)
      try await expectNoCheckpoints(test.directory)
      try await test.uploaded(ids[1], data)
    }
  }

  /// Code that isn't asynchronous, on a thread of its own, learns of a deletion.
  @Test func threadsLearnOfADeletion() async throws {
    let (begun, ended) = (Gate(), Gate())
    let trainer = RunTrainer { run in
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          begun.open()
          while !run.isCancelled { usleep(1000) }
          ended.open()
          continuation.resume()
        }
      }
    }
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { begun.isOpen }
      _ = try await test.delete(id)
      try await eventually("the thread goes on") { ended.isOpen }
      #expect(try await test.status(id) == .deleted)
    }
  }

  /// Leaves a directory in which a training was interrupted after its first checkpoint.
  private func withInterruptedTraining(
    crashes: Bool, _ body: (URL, String) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { folder in
      let (original, copy) = (folder.appending(path: "a"), folder.appending(path: "b"))
      let begun = Gate()
      let trainer = RunTrainer { run in
        try Self.save("epoch-1", in: run)
        begun.open()
        try await Gate().pass()
      }
      let id = try await ProviderUnderTest.run(in: original, trainer: trainer) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { begun.isOpen }
        if crashes { try FileManager.default.copyItem(at: original, to: copy) }
        return id
      }
      try await body(crashes ? copy : original, id)
    }
  }

  private static func save(_ name: String, in run: TrainingRun) throws {
    try Data("weights".utf8).write(to: run.checkpoints.appendingPathComponent(name))
  }

  private func expectNoCheckpoints(
    _ directory: URL, location: SourceLocation = #_sourceLocation
  ) async throws {
    try await eventually("checkpoints stay", location: location) {
      let folder = directory.appendingPathComponent("checkpoints").path
      return try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
    }
  }
}
