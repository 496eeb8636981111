import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Calls that would begin work while the queue is full.
@Suite struct FullQueueTests {
  /// Such a training is refused before anybody pays, first by its price and then by itself, and works
  /// once there is room.
  @Test func trainingsAreRefusedBeforeTheyArePaid() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    let limits = JobLimits(maxWaitingTrainings: 1)
    try await ProviderUnderTest.run(trainer: trainer, limits: ProviderLimits(jobs: limits)) {
      test in
      let ids = try await validated(4, in: test)
      for id in ids { try await test.trainingPrice(id) }
      _ = try await test.trainAtOnce(ids[0])
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      _ = try await test.trainAtOnce(ids[1])
      let before = try await test.stored(ids[2])
      try await expect(.resourceExhausted, "QUEUE_FULL") { try await test.trainAtOnce(ids[2]) }
      let status = try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await test.trainingPrice(ids[2])
      }
      #expect(status.message.contains("try again later"))
      #expect(try await test.stored(ids[2]) == before)
      // Validations have a queue of their own.
      try await test.validationPrice(ids[2])
      // A deletion makes room, and the price still holds.
      _ = try await test.delete(ids[1])
      #expect(try await test.trainAtOnce(ids[2]) == .training)
      try await expect(.resourceExhausted, "QUEUE_FULL") { try await test.trainAtOnce(ids[3]) }
      gate.open()
      try await test.reaches(ids[2], .readyToUse)
      _ = try await test.trainAtOnce(ids[3])
      try await test.reaches(ids[3], .readyToUse)
    }
  }

  /// So are links, uploads and repeated validations.
  @Test func validationsAreRefusedBeforeTheyArePaid() async throws {
    let gate = Gate()
    let trainer = StubTrainer(validationGate: gate, isFlat: true)
    let limits = JobLimits(concurrentValidations: 1, maxWaitingValidations: 1)
    try await ProviderUnderTest.run(
      trainer: trainer, limits: ProviderLimits(jobs: limits), fetcher: LinkTests.trusting
    ) { test in
      let ids = try await created(3, in: test)
      for id in ids { try await test.validationPrice(id) }
      try await test.send(Batches.python(ids[0], ZipArchive.dataset()))
      try await eventually("validation does not begin") { trainer.validationsBegun == 1 }
      try await test.send(Batches.python(ids[1], ZipArchive.dataset()))
      try await expect(.resourceExhausted, "QUEUE_FULL") { try await test.validationPrice(ids[2]) }
      try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await test.validationPrice(ids[2], link: "http://127.0.0.1:9/data.zip")
      }
      try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await test.send(Batches.python(ids[2], ZipArchive.dataset()))
      }
      #expect(try await test.status(ids[2]) == .created)
      gate.open()
      for id in ids.prefix(2) { try await test.reaches(id, .validated) }
      try await test.send(Batches.python(ids[2], ZipArchive.dataset()))
      try await test.reaches(ids[2], .validated)
    }
  }

  /// An upload in progress has the place in which its validation is going to wait.
  @Test func uploadsInProgressCount() async throws {
    let limits = JobLimits(maxWaitingValidations: 1)
    try await ProviderUnderTest.run(limits: ProviderLimits(jobs: limits)) { test in
      let ids = try await created(2, in: test)
      for id in ids { try await test.validationPrice(id) }
      let gate = Gate()
      let batches = Batches.python(ids[0], ZipArchive.dataset(bytes: 3000), size: 1000)
      let upload = Task { try await test.send(batches, heldBy: gate) }
      try await test.reaches(ids[0], .validating)
      try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await test.send(Batches.python(ids[1], ZipArchive.dataset()))
      }
      gate.open()
      _ = try await upload.value
      try await test.reaches(ids[0], .validated)
      try await test.send(Batches.python(ids[1], ZipArchive.dataset()))
      try await test.reaches(ids[1], .validated)
    }
  }

  /// One user who fills his places leaves those of others free.
  @Test func usersAreBoundedEach() async throws {
    let gate = Gate()
    let trainer = StubTrainer(trainingGate: gate)
    let limits = JobLimits(maxWaitingPerUser: 1)
    try await ProviderUnderTest.run(trainer: trainer, limits: ProviderLimits(jobs: limits)) {
      test in
      let ids = try await validated(3, of: "0xA", in: test) + validated(1, of: "0xB", in: test)
      _ = try await test.train(ids[0])
      try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
      _ = try await test.train(ids[1])
      let status = try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await test.trainingPrice(ids[2])
      }
      #expect(status.message.contains("0xa"))
      #expect(try await test.train(ids[3]) == .training)
      gate.open()
      for id in [ids[0], ids[1], ids[3]] { try await test.reaches(id, .readyToUse) }
    }
  }

  /// What was paid for is resumed, even if the limit was lowered meanwhile.
  @Test func resumedJobsAreNeverRefused() async throws {
    try await withTemporaryDirectory { directory in
      let trainer = StubTrainer(trainingGate: Gate())
      let ids = try await ProviderUnderTest.run(in: directory, trainer: trainer) { test in
        let ids = try await validated(4, in: test)
        for id in ids { _ = try await test.train(id) }
        return ids
      }
      let limits = JobLimits(maxWaitingTrainings: 1, maxWaitingWithoutAddress: 1)
      let gate = Gate()
      try await ProviderUnderTest.run(
        in: directory, trainer: StubTrainer(trainingGate: gate),
        limits: ProviderLimits(jobs: limits)
      ) { test in
        let other = try await validated(1, in: test)[0]
        try await expect(.resourceExhausted, "QUEUE_FULL") { try await test.trainingPrice(other) }
        gate.open()
        for id in ids { try await test.reaches(id, .readyToUse) }
        try await test.trainingPrice(other)
      }
    }
  }

  private func created(
    _ count: Int, of address: String? = nil, in test: ProviderUnderTest
  ) async throws -> [String] {
    var ids: [String] = []
    for _ in 0..<count {
      ids.append(try await test.create(method: "tts", addresses: [address].compactMap(\.self)))
    }
    return ids
  }

  private func validated(
    _ count: Int, of address: String? = nil, in test: ProviderUnderTest
  ) async throws -> [String] {
    let ids = try await created(count, of: address, in: test)
    for id in ids { try await test.uploaded(id) }
    return ids
  }
}
