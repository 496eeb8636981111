import Synchronization
import TestSupport
import Testing
import TrainingRuntime

@testable import TrainingProvider

/// Models that are trained again or deleted while they are in use or being loaded.
@Suite struct ModelCacheChangesTests {
  @Test func newVersionsReplaceOldOnes() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    _ = try await cache.value(of: models.reference("a"))
    models.train("a", version: 2)
    let new = try await cache.value(of: models.reference("a", version: 2))
    #expect(new?.version == "a/2")
    // A call that was guarded before the end of the training gets the new model, too.
    #expect(try await cache.value(of: models.reference("a", version: 1)) === new)
    #expect(models.begun.value == ["a/1", "a/2"])
    #expect(cache.statistics.count == 1)
    #expect(cache.statistics.evictions == 0)
  }

  /// Nobody tells the cache of the training, as when another process has stored it.
  @Test func modelsThatAreTrainedWhileTheyAreLoadedAreLoadedAnew() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let callers = (0..<50).map { _ in Task { try await cache.value(of: models.reference("a")) } }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.train("a", version: 2)
    models.loading.open()
    for caller in callers { #expect(try await caller.value?.version == "a/2") }
    #expect(models.begun.value == ["a/1", "a/2"])
  }

  /// The directory of the old version is removed while it is read.
  @Test func errorsOfOutdatedLoadsDoNotCount() async throws {
    struct Missing: Error {}
    let models = StubModels(["a"])
    let log = TestLog()
    let cache = models.cache(log: log) { if $0.version == "a/1" { throw Missing() } }
    models.loading.close()
    let caller = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.train("a", version: 2)
    models.loading.open()
    #expect(try await caller.value?.version == "a/2")
    #expect(cache.statistics.failures == 0)
    #expect(log.lines.isEmpty)
  }

  @Test func modelsThatAreDeletedWhileTheyAreLoadedAreNotHandedOut() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let callers = (0..<50).map { _ in Task { try await cache.value(of: models.reference("a")) } }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.delete("a")
    models.loading.open()
    for caller in callers {
      let error = await #expect(throws: ProviderError.self) { try await caller.value }
      #expect(error?.code == .modelNotFound)
    }
    #expect((cache.statistics.count, cache.statistics.loading) == (0, 0))
  }

  /// A notice cancels the load: the gate stays closed.
  @Test(arguments: [nil, 2]) func noticesEndOutdatedLoads(_ version: Int?) async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let caller = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    if let version { models.train("a", version: version) } else { models.delete("a") }
    cache.artefactsDidChange(modelID: "a", version: version.map { "a/\($0)" })
    if version == nil {
      await #expect(throws: ProviderError.self) { try await caller.value }
    } else {
      try await eventually("load does not begin again") { models.begun.value.count == 2 }
      models.loading.open()
      #expect(try await caller.value?.version == "a/2")
    }
  }

  @Test func noticesDropOutdatedModelsOnly() async throws {
    let models = StubModels(["a", "b"])
    let cache = models.cache()
    for id in ["a", "b"] { _ = try await cache.value(of: models.reference(id)) }
    cache.artefactsDidChange(modelID: "a", version: "a/1")
    cache.artefactsDidChange(modelID: "unknown", version: nil)
    #expect(cache.statistics.count == 2)
    cache.artefactsDidChange(modelID: "a", version: "a/2")
    #expect(cache.statistics.count == 1)
    #expect(cache.statistics.bytes == 1)
  }

  /// A training ends between the last lookup of a load and its end, and the next call already knows.
  @Test func callersNeverGetOlderModelsThanTheirGuardsSaw() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let early = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.lookingUp.close()
    models.loading.open()
    try await eventually("lookup does not begin") { models.lookups.value.count == 2 }
    models.train("a", version: 2)
    let late = Task { try await cache.value(of: models.reference("a", version: 2)) }
    try await eventually("caller does not join") {
      cache.models.withLock { $0.expiries(of: "a") } == 1
    }
    models.lookingUp.open()
    #expect(try await late.value?.version == "a/2")
    #expect(try await early.value?.version == "a/2")
  }

  /// The same, with a deletion and the notice of it.
  @Test func deletionsAtTheEndOfALoadCount() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let caller = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.lookingUp.close()
    models.loading.open()
    try await eventually("lookup does not begin") { models.lookups.value.count == 2 }
    models.delete("a")
    cache.artefactsDidChange(modelID: "a", version: nil)
    models.lookingUp.open()
    await #expect(throws: ProviderError.self) { try await caller.value }
    #expect(cache.statistics.count == 0)
  }

  /// Hundreds of calls while models are trained, deleted and evicted. None gets an older version than
  /// the one that was there when it began.
  @Test func racesNeverGoBack() async throws {
    let ids = (0..<8).map { "m\($0)" }
    let models = StubModels(ids, bytes: 10)
    let cache = models.cache(ModelCacheLimits(maxCount: 5, maxBytes: 60, concurrentLoads: 4))
    let versions = Shared(Dictionary(uniqueKeysWithValues: ids.map { ($0, 1) }))
    let training = Task {
      var random = SeededRandom(seed: 3)
      for round in 2...200 {
        let id = random.one(of: ids)
        models.train(id, version: round, bytes: 10)
        versions.change { $0[id] = round }
        if Bool.random(using: &random) {
          cache.artefactsDidChange(modelID: id, version: "\(id)/\(round)")
        }
        try await Task.sleep(for: .microseconds(200))
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<300 {
        group.addTask {
          var random = SeededRandom(seed: UInt64(caller))
          for _ in 0..<20 {
            let id = random.one(of: ids)
            let version = try #require(versions.value[id])
            let call = Task { try await cache.value(of: models.reference(id, version: version)) }
            if random.once(in: 4) { call.cancel() }
            do {
              let model = try #require(try await call.value)
              let got = try #require(model.version.split(separator: "/").last.flatMap { Int($0) })
              #expect(model.version.hasPrefix("\(id)/"))
              #expect(got >= version)
            } catch is CancellationError {
              #expect(call.isCancelled)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    try await training.value
    try await eventually("loads don't end") { cache.statistics.loading == 0 }
    #expect(cache.statistics.count <= 5)
    #expect(cache.statistics.bytes == 10 * cache.statistics.count)
    #expect(cache.statistics.failures == 0)
  }
}
