import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What operators see.
@Suite struct ProviderStateTests {
  @Test func modelsAndJobsAreShown() async throws {
    let trainer = StubTrainer(trainingGate: Gate())
    try await ProviderUnderTest.run(trainer: trainer) { test in
      var ids: [String] = []
      for _ in 0..<2 {
        let id = try await test.create(method: "tts")
        try await test.uploaded(id)
        _ = try await test.train(id)
        ids.append(id)
      }
      try await eventually("training doesn't begin") { trainer.trainingsBegun == 1 }
      let deleted = try await test.create(method: "tts")
      _ = try await test.delete(deleted)
      let state = try await test.provider.state()
      #expect(state.modelCounts["TRAINING"] == 2)
      #expect(state.modelCounts["DELETED"] == 1)
      #expect(Set(state.models.map(\.id)) == Set(ids))
      #expect(state.models.allSatisfy { $0.method == "ExampleService.tts" && $0.byteCount > 0 })
      #expect(state.jobs.map(\.state) == [.running, .waiting])
      #expect(state.jobs.map(\.modelID) == ids)
      #expect(state.jobs.map(\.kind) == [.training, .training])
      #expect(state.jobs.allSatisfy { $0.claimedAt <= state.date })
      #expect(state.disk.usedBytes == state.models.reduce(0) { $0 + $1.byteCount })
      #expect(state.disk.freeBytes <= state.disk.sizeBytes)
    }
  }

  @Test func failuresSayWhy() async throws {
    try await ProviderUnderTest.run(trainer: StubTrainer(rejection: "too quiet")) { test in
      let id = try await test.create()
      try await test.upload(id)
      try await test.reaches(id, .errored)
      let state = try await test.provider.state()
      #expect(state.models.map(\.status) == ["ERRORED"])
      #expect(state.models.first?.failureReason?.contains("too quiet") == true)
    }
  }

  @Test func bytesInTransferAreReserved() async throws {
    let gate = Gate()
    try await ProviderUnderTest.run { test in
      let id = try await test.create()
      let data = ZipArchive.dataset()
      try await test.validationPrice(id)
      async let upload = test.send(Batches.python(id, data, size: 64), heldBy: gate)
      try await eventually("upload doesn't begin") { try await test.status(id) == .validating }
      let state = try await test.provider.state()
      #expect(state.disk.reservedBytes == UInt64(data.count))
      // An upload isn't a job yet.
      #expect(state.jobs.isEmpty)
      gate.open()
      _ = try await upload
      try await test.reaches(id, .validated)
    }
  }

  @Test func itIsJSON() async throws {
    try await ProviderUnderTest.run { test in
      _ = try await test.create()
      let state = try await test.provider.state()
      let copy = try JSONDecoder().decode(
        ProviderState.self, from: try JSONEncoder().encode(state))
      #expect(copy == state)
    }
  }
}
