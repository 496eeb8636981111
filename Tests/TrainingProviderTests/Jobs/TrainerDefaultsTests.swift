import GRPCCore
import Testing
import TrainingProtos
import TrainingProvider

/// What a trainer does that says little.
@Suite struct TrainerDefaultsTests {
  @Test func workCostsOne() async throws {
    try await ProviderUnderTest.run(trainer: RunTrainer { _ in }) { test in
      let id = try await test.create()
      #expect(try await test.validationPrice(id) == 1)
      try await test.uploaded(id)
      // The daemon takes a price that was never asked for as 0.
      try await expect(.failedPrecondition, "PRICE_NOT_QUOTED") { try await test.trainAtOnce(id) }
      #expect(try await test.trainingPrice(id) == 1)
      #expect(try await test.trainAtOnce(id) == .training)
      try await test.reaches(id, .readyToUse)
    }
  }

  /// A trainer that can't train is the provider's fault, and its log says so.
  @Test func trainerWithoutTrainingFails() async throws {
    struct Idle: Trainer {}
    let log = TestLog()
    try await ProviderUnderTest.run(trainer: Idle(), log: log) { test in
      let id = try await test.create()
      try await test.uploaded(id)
      _ = try await test.train(id)
      try await test.reaches(id, .errored)
      #expect(try await test.stored(id).failureReason?.contains("ask the provider") == true)
    }
    #expect(log.lines.contains { $0.contains("implements neither") })
  }
}
