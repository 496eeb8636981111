import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// What only claims in etcd guarantee. Their suite is in TrainingProviderTests, where it runs over all
/// drivers.
@Suite(.needsEtcd) struct EtcdJobClaimsTests {
  private let job = JobReference(modelID: "a", revision: 1)

  /// A change is refused as soon as the claim has ended, even if nobody else has claimed the job.
  @Test func changesNeedAClaimThatExists() async throws {
    try await withTraining { registry, claims in
      let claim = try #require(try await claims.claim(job, after: 0))
      try await registry.update("a", under: claim) { $0.attempts += 1 }
      try await claims.release(claim)
      await expectLost { try await registry.update("a", under: claim) { $0.attempts += 1 } }
      let short = EtcdJobClaims(claims.etcd, prefix: claims.keys.prefix, term: .seconds(1))
      let next = try #require(try await short.claim(job, after: claim.fence))
      let begin = ContinuousClock.now
      while try await claims.etcd.get(claims.keys.claim("a", 1)) != nil {
        try #require(.now - begin < .seconds(10), "the claim doesn't end")
        try await Task.sleep(for: .milliseconds(20))
      }
      await expectLost {
        try await registry.update("a", under: next) {
          try $0.finishTraining(artefacts: "a/x", byteCount: 1)
        }
      }
      #expect(try await registry.storedModel(withID: "a")?.status == .training)
      #expect(try await registry.storedModel(withID: "a")?.attempts == 1)
    }
  }

  /// A claim that ends between the look at it and the change is noticed by the transaction.
  @Test func claimsAreCheckedInTheTransaction() async throws {
    try await withTraining { registry, claims in
      let claim = try #require(try await claims.claim(job, after: 0))
      let other = Shared<JobClaim?>(nil)
      let done = Shared(false)
      let taking = Task {
        while !done.value { await Task.yield() }
        try await claims.release(claim)
        other.set(try await claims.claim(job, after: 0))
        done.set(false)
      }
      await expectLost {
        try await registry.update("a", under: claim) { model in
          // The change is being computed while the claim is lost.
          done.set(true)
          let end = ContinuousClock.now + .seconds(20)
          while done.value, .now < end { usleep(1000) }
          try model.finishTraining(artefacts: "a/old", byteCount: 1)
        }
      }
      try await taking.value
      let next = try #require(other.value)
      try await registry.update("a", under: next) {
        try $0.finishTraining(artefacts: "a/new", byteCount: 1)
      }
      #expect(try await registry.storedModel(withID: "a")?.artefacts == "a/new")
    }
  }

  /// Many nodes claim a job, finish it and believe that they are the only one. One is right.
  @Test func racingNodesPublishOneResult() async throws {
    try await withTraining { registry, claims in
      let published = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<12 {
          group.addTask {
            let node = EtcdJobClaims(
              try EtcdClient.shared(), prefix: claims.keys.prefix, term: .seconds(2))
            let registry = EtcdModelRegistry(sharing: node)
            // Claims are released at once, so several nodes get one after the other.
            var claim: JobClaim?
            for _ in 0..<50 where claim == nil { claim = try await node.claim(job, after: 0) }
            guard let claim else { return false }
            if index % 2 == 0 { try await node.release(claim) }
            do {
              try await registry.update("a", under: claim) { model in
                try model.require(revision: job.revision)
                try model.finishTraining(artefacts: "a/\(index)", byteCount: 1)
              }
              return true
            } catch let error as ProviderError
              where [.claimLost, .superseded].contains(error.code)
            {
              return false
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(published == 1)
      let history = try await registry.history(ofModelWithID: "a")
      #expect(history.map(\.reason).count { $0 == "the training ended" } == 1)
    }
  }

  /// Fences grow even if the registry has seen none of them, or larger ones from elsewhere.
  @Test func fencesGrowAcrossRevisionsAndNodes() async throws {
    let prefix = freshPrefix()
    var last: Int64 = 0
    for (index, after) in [0, 1_000_000, 0, 5].enumerated() as EnumeratedSequence<[Int64]> {
      let claims = EtcdJobClaims(try EtcdClient.shared(), prefix: prefix)
      let job = JobReference(modelID: "a", revision: Int64(index / 2))
      let claim = try #require(try await claims.claim(job, after: after))
      #expect(claim.fence > max(last, after))
      last = claim.fence
      try await claims.release(claim)
    }
  }

  /// A claim whose task is cancelled in the middle doesn't keep others waiting for long.
  @Test func cancelledClaimsEnd() async throws {
    let claims = EtcdJobClaims(try EtcdClient.shared(), prefix: freshPrefix())
    for delay in 0..<30 {
      let job = JobReference(modelID: "a", revision: Int64(delay))
      let task = Task { try await claims.claim(job, after: 0) }
      try await Task.sleep(for: .microseconds(delay * 200))
      task.cancel()
      let claim = try? await task.value
      if let claim { try await claims.release(claim) }
      let begin = ContinuousClock.now
      while try await claims.claim(job, after: 0) == nil {
        try #require(.now - begin < .seconds(5), "the claim stays")
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  @Test func termsAreRoundedUp() async throws {
    let claims = EtcdJobClaims(
      try EtcdClient.shared(), prefix: freshPrefix(), term: .milliseconds(2100))
    #expect(try await claims.claim(job, after: 0)?.term == .seconds(3))
  }

  @Test func withoutEtcdNothingIsClaimed() async throws {
    let cluster = try EtcdCluster()
    let etcd = try EtcdClient(
      EtcdConfiguration(
        endpoints: [EtcdEndpoint(host: "127.0.0.1", port: cluster.ports[0])],
        timeout: .seconds(1)))
    cluster.end()
    let claims = EtcdJobClaims(etcd)
    let error = await #expect(throws: ProviderError.self) {
      _ = try await claims.claim(job, after: 0)
    }
    #expect(error?.code == .unreachable)
    let registry = EtcdModelRegistry(sharing: claims)
    let other = await #expect(throws: ProviderError.self) {
      _ = try await registry.storedModel(withID: "a")
    }
    #expect(other?.code == .unreachable)
  }

  private func withTraining(
    _ body: (EtcdModelRegistry, EtcdJobClaims) async throws -> Void
  ) async throws {
    let claims = EtcdJobClaims(try EtcdClient.shared(), prefix: freshPrefix())
    let registry = EtcdModelRegistry(sharing: claims)
    try await registry.insert(
      StoredModel(
        id: "a", status: .training, revision: 1, serviceName: "S", methodName: "m",
        dataset: StoredDataset(file: "a/d", name: "d", byteCount: 1)), limit: nil)
    try await body(registry, claims)
  }

  private func expectLost(
    _ change: () async throws -> ModelUpdate
  ) async {
    let error = await #expect(throws: ProviderError.self) { _ = try await change() }
    #expect(error?.code == .claimLost)
  }
}
