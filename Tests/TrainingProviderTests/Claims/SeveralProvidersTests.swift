import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// Two providers with the same registry, claims and blobs. Each has its own data directory.
@Suite struct SeveralProvidersTests {
  /// What the providers share.
  private struct Shared: Sendable {
    let root: URL
    let registry: SQLiteModelRegistry
    let claims: LocalJobClaims
    let blobs: RemoteBlobStore

    func run<T: Sendable>(
      _ name: String, _ trainer: StubTrainer, _ claims: any JobClaims,
      _ body: (ProviderUnderTest) async throws -> T
    ) async throws -> T {
      try await ProviderUnderTest.run(
        in: root.appendingPathComponent(name), trainer: trainer, registry: registry,
        claims: claims, blobs: blobs, body)
    }
  }

  /// The first provider is cut off from the claims in the middle of a training.
  @Test func aJobWhoseClaimIsLostIsFinishedByAnother() async throws {
    try await withShared { shared in
      let (first, second) = (FaultyClaims(shared.claims), FaultyClaims(shared.claims))
      let held = StubTrainer(trainingGate: Gate())
      let id = try await shared.run("first", held, first) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { held.trainingsBegun == 1 }
        first.isCutOff.open()
        // The work is cancelled, and nothing is stored.
        try await eventually("the work goes on") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForClaim]
        }
        let model = try await test.stored(id)
        #expect(model.status == .training)
        #expect(model.artefacts == nil)
        try await shared.run("second", StubTrainer(), second) { other in
          try await other.reaches(id, .readyToUse)
        }
        first.isCutOff.close()
        try await eventually("the job stays") { await test.provider.unfinishedJobs().isEmpty }
        return id
      }
      #expect(held.trainingsBegun == 1)
      try await expectOneResult(of: id, in: shared)
    }
  }

  /// The first provider doesn't notice that it has lost its claim, and finishes its training while the
  /// second one is training.
  @Test func aProviderThatBelievesInItsClaimPublishesNothing() async throws {
    try await withShared { shared in
      let (first, second) = (FaultyClaims(shared.claims), FaultyClaims(shared.claims))
      let deluded = StubTrainer(trainingGate: Gate())
      let trainer = StubTrainer(trainingGate: Gate())
      let id = try await shared.run("first", deluded, first) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { deluded.trainingsBegun == 1 }
        first.isDeluded.open()
        try await shared.run("second", trainer, second) { other in
          try await eventually("the other does not begin") { trainer.trainingsBegun == 1 }
          deluded.trainingGate.open()
          try await eventually("the result is not refused") {
            await test.provider.unfinishedJobs().map(\.state) == [.waitingForClaim]
          }
          #expect(try await test.stored(id).status == .training)
          trainer.trainingGate.open()
          try await other.reaches(id, .readyToUse)
        }
        return id
      }
      try await expectOneResult(of: id, in: shared)
    }
  }

  /// Starting a provider doesn't disturb what another one is doing, and its crashes aren't counted.
  @Test func aStartLeavesTheWorkOfOthersAlone() async throws {
    try await withShared { shared in
      let trainer = StubTrainer(trainingGate: Gate())
      let idle = StubTrainer()
      let id = try await shared.run("first", trainer, FaultyClaims(shared.claims)) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        _ = try await test.train(id)
        try await eventually("training does not begin") { trainer.trainingsBegun == 1 }
        let before = try await test.stored(id)
        let second = FaultyClaims(shared.claims)
        try await shared.run("second", idle, second) { other in
          try await eventually("the job isn't known") {
            await other.provider.unfinishedJobs().map(\.state) == [.waitingForClaim]
          }
          #expect(try await other.stored(id) == before)
          trainer.trainingGate.open()
          try await test.reaches(id, .readyToUse)
          try await eventually("the job stays") { await other.provider.unfinishedJobs().isEmpty }
        }
        return id
      }
      #expect(idle.trainingsBegun == 0)
      try await expectOneResult(of: id, in: shared)
    }
  }

  /// Claims that can't be asked for delay a job, and don't fail it.
  @Test func jobsWaitForClaims() async throws {
    try await withShared { shared in
      let claims = FaultyClaims(shared.claims)
      try await shared.run("first", StubTrainer(), claims) { test in
        let id = try await test.create()
        try await test.uploaded(id)
        claims.isCutOff.open()
        _ = try await test.train(id)
        try await eventually("the job doesn't wait") {
          await test.provider.unfinishedJobs().map(\.state) == [.waitingForClaim]
        }
        #expect(try await test.status(id) == .training)
        claims.isCutOff.close()
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  /// One result was published, and its files and the dataset are all that there is.
  private func expectOneResult(of id: String, in shared: Shared) async throws {
    let history = try await shared.registry.history(ofModelWithID: id)
    #expect(history.map(\.reason).count { $0 == "the training ended" } == 1)
    let model = try #require(try await shared.registry.storedModel(withID: id))
    #expect(model.status == .readyToUse)
    let expected = try [
      "artefacts/\(#require(model.artefacts))/weights.bin",
      "datasets/\(#require(model.dataset?.file))",
    ]
    try await eventually("other files stay") {
      files(below: shared.blobs.remote.directory.root) == expected
    }
  }

  private func withShared(_ body: (Shared) async throws -> Void) async throws {
    try await withTemporaryDirectory { root in
      try await body(
        Shared(
          root: root,
          registry: SQLiteModelRegistry(file: root.appendingPathComponent("models.sqlite")),
          claims: LocalJobClaims(term: .milliseconds(600)),
          blobs: RemoteBlobStore(in: root.appendingPathComponent("store"))))
    }
  }
}
