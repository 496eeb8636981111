import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What operators see of the jobs.
@Suite struct UnfinishedJobTests {
  @Test func operatorsSeeRunningAndWaitingJobs() async throws {
    let gate = Gate()
    let log = TestLog()
    let trainer = RunTrainer { run in
      for step in 1...10 {
        run.report(Double(step) / 20, stage: "fitting", message: "step \(step)")
      }
      try await gate.pass()
      run.report(1, stage: "writing")
    }
    try await ProviderUnderTest.run(trainer: trainer, log: log) { test in
      #expect(await test.provider.unfinishedJobs() == [])
      var ids: [String] = []
      for address in ["0xA", "0xA", "0xA", "0xB"] {
        let id = try await test.create(method: "tts", addresses: [address])
        try await test.uploaded(id)
        _ = try await test.train(id)
        ids.append(id)
      }
      try await eventually("no progress") {
        await test.provider.unfinishedJobs().first?.progress?.fraction == 0.5
      }
      let jobs = await test.provider.unfinishedJobs()
      // The second user doesn't wait for all models of the first one.
      #expect(jobs.map(\.modelID) == [ids[0], ids[3], ids[1], ids[2]])
      #expect(jobs.map(\.state) == [.running, .waiting, .waiting, .waiting])
      #expect(jobs.map(\.position) == [nil, 1, 2, 3])
      #expect(jobs.allSatisfy { $0.kind == .training })
      #expect(jobs[0].progress?.stage == "fitting")
      #expect(jobs[0].progress?.message == "step 10")
      #expect(jobs.map { $0.startedAt == nil } == [false, true, true, true])
      let claimed = try await test.stored(ids[1]).updatedAt
      #expect(abs(jobs[2].claimedAt.timeIntervalSince(claimed)) < 0.002)
      let decoded = try JSONDecoder().decode([UnfinishedJob].self, from: JSONEncoder().encode(jobs))
      #expect(decoded.map(\.modelID) == jobs.map(\.modelID))
      gate.open()
      for id in ids { try await test.reaches(id, .readyToUse) }
      try await eventually("jobs stay") { await test.provider.unfinishedJobs().isEmpty }
      let own = log.lines.filter { $0.contains("training stage") && $0.contains(ids[0]) }
      #expect(own.count == 2)
    }
  }

  /// A trainer can take a while to notice that its model was deleted.
  @Test func deletedJobIsEnding() async throws {
    let gate = Gate(ignoresCancellation: true)
    let trainer = StubTrainer(trainingGate: gate)
    try await ProviderUnderTest.run(trainer: trainer) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      _ = try await test.delete(id)
      #expect(await test.provider.unfinishedJobs().map(\.state) == [.ending])
      gate.open()
      try await eventually("the job stays") { await test.provider.unfinishedJobs().isEmpty }
    }
  }

  @Test func jobsThatLackSpaceAreListed() async throws {
    var limits = ProviderLimits()
    limits.storage.minFreeBytes = .max
    try await withTemporaryDirectory { directory in
      try await SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite")).insert(
        StoredModel(
          id: "model", status: .training, serviceName: "ExampleService", methodName: "stt",
          dataset: StoredDataset(file: "model/data", name: "data.zip", byteCount: 1)), limit: nil)
      try await ProviderUnderTest.run(in: directory, limits: limits) { test in
        try await eventually("the job doesn't wait for space") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForSpace]
        }
      }
    }
  }
}
