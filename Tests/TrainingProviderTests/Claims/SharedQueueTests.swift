import Foundation
import GRPCCore
import GRPCProtobuf
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// What counts for the limits on waiting work if several providers share it.
@Suite struct SharedQueueTests {
  /// What others have accepted doesn't fill this provider's queue, and its own does.
  @Test func eachProviderBoundsWhatItAccepts() async throws {
    try await withTwo(JobLimits(maxWaitingTrainings: 1)) { first, second, _ in
      let own = try await validated(2, at: second)
      // Each provider trains one of them, and one waits.
      try await train(3, at: first, knownTo: second)
      #expect(try await second.train(own[0]) == .training)
      let status = try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await second.trainingPrice(own[1])
      }
      #expect(status.message.contains("queue for trainings is full (1 waiting)"))
    }
  }

  /// All of them together are bounded as well.
  @Test func allProvidersTogetherAreBounded() async throws {
    try await withTwo(JobLimits(maxWaitingTrainings: 1, maxWaitingInAll: 2)) { first, second, _ in
      let own = try await validated(1, at: second)
      try await train(4, at: first, knownTo: second)
      let status = try await expect(.resourceExhausted, "QUEUE_FULL") {
        try await second.trainingPrice(own[0])
      }
      #expect(status.message.contains("queue for trainings is full"))
    }
  }

  /// What another provider does, or has done, no longer waits at the one that accepted it.
  @Test func workThatOthersBeginDoesNotCount() async throws {
    try await withTwo(JobLimits(maxWaitingTrainings: 1)) { first, second, gates in
      let ids = try await validated(3, at: second)
      for id in ids.prefix(2) {
        #expect(try await second.train(id) == .training)
        try await eventually("nobody trains") { try await second.stored(id).hasRunningJob }
      }
      try await eventually("what the other does still counts") {
        (try? await second.train(ids[2])) != nil
      }
      for gate in gates { gate.open() }
      for id in ids { try await first.reaches(id, .readyToUse) }
    }
  }

  /// Begins trainings of which one runs at each provider.
  private func train(
    _ count: Int, at first: ProviderUnderTest, knownTo second: ProviderUnderTest
  ) async throws {
    let ids = try await validated(count, at: first)
    for id in ids { #expect(try await first.train(id) == .training) }
    try await eventually("the other doesn't help") {
      let models = try await second.provider.models.storedModels(in: [.training])
      return await second.provider.unfinishedJobs().count == count
        && models.count(where: \.hasRunningJob) == 2
    }
  }

  private func validated(_ count: Int, at provider: ProviderUnderTest) async throws -> [String] {
    var ids: [String] = []
    for _ in 0..<count {
      ids.append(try await provider.create(method: "tts"))
      try await provider.uploaded(ids[ids.count - 1])
    }
    return ids
  }

  /// Runs two providers with closed gates for their trainings.
  private func withTwo(
    _ limits: JobLimits,
    _ body: (ProviderUnderTest, ProviderUnderTest, [Gate]) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { root in
      let registry = try SQLiteModelRegistry(file: root.appendingPathComponent("models.sqlite"))
      let claims = LocalJobClaims(term: .milliseconds(600))
      let blobs = try await SharedFolderStore(root: root.appendingPathComponent("store"))
      let gates = [Gate(), Gate()]
      func run<T: Sendable>(
        _ index: Int, _ body: (ProviderUnderTest) async throws -> T
      ) async throws -> T {
        var limits = limits
        if index == 0 { limits.maxWaitingTrainings = 8 }
        return try await ProviderUnderTest.run(
          in: root.appendingPathComponent("\(index)"),
          trainer: StubTrainer(trainingGate: gates[index]), limits: ProviderLimits(jobs: limits),
          registry: registry, claims: FaultyClaims(claims, takeoverInterval: .milliseconds(100)),
          blobs: blobs, body)
      }
      try await run(0) { first in
        try await run(1) { second in
          try await body(first, second, gates)
          for gate in gates { gate.open() }
        }
      }
    }
  }
}
