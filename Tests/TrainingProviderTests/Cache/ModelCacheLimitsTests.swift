import Testing
import TrainingRuntime

@testable import TrainingProvider

/// Which models are kept.
@Suite struct ModelCacheLimitsTests {
  @Test func leastRecentlyUsedModelsGo() async throws {
    let models = StubModels(["a", "b", "c"])
    let cache = models.cache(ModelCacheLimits(maxCount: 2))
    for id in ["a", "b", "a", "c", "a", "b"] {
      #expect(try await cache.value(of: models.reference(id))?.version == "\(id)/1")
      #expect(cache.statistics.count <= 2)
    }
    #expect(models.begun.value == ["a/1", "b/1", "c/1", "b/1"])
    #expect(cache.statistics.evictions == 2)
    #expect(cache.statistics.hits == 2)
  }

  @Test func bytesAreThoseOfTheArtefactsByDefault() async throws {
    let models = StubModels(["a", "b", "c"], bytes: 40)
    let cache = models.cache(ModelCacheLimits(maxBytes: 100))
    for id in ["a", "b", "c"] { _ = try await cache.value(of: models.reference(id)) }
    #expect(cache.statistics.bytes == 80)
    _ = try await cache.value(of: models.reference("b"))
    #expect(models.begun.value == ["a/1", "b/1", "c/1"])
  }

  /// Costs can be negative or too large to be added up, because the user's code computes them.
  @Test func costsAreTheUsers() async throws {
    let models = StubModels(["a", "b", "c", "d"], bytes: .max)
    let costs = ["a/1": 70, "b/1": -5, "c/1": .max]
    let cache = models.cache(
      ModelCacheLimits(maxBytes: .max), cost: { costs[$0.version, default: 30] })
    for id in ["a", "b", "c", "d"] { _ = try await cache.value(of: models.reference(id)) }
    #expect(cache.statistics.bytes == 100)
    #expect(cache.statistics.count == 3)
    #expect(cache.statistics.evictions == 0)
  }

  @Test func largerModelsAreServedAndDisplaceNobody() async throws {
    let models = StubModels(["a", "b"], bytes: 40)
    models.train("large", bytes: 101)
    let cache = models.cache(ModelCacheLimits(maxCount: 2, maxBytes: 100))
    for id in ["a", "b", "large", "large"] {
      #expect(try await cache.value(of: models.reference(id))?.version == "\(id)/1")
    }
    #expect(models.begun.value == ["a/1", "b/1", "large/1", "large/1"])
    #expect((cache.statistics.count, cache.statistics.bytes) == (2, 80))
    #expect(cache.statistics.evictions == 0)
  }

  @Test func withoutPlacesNothingIsKept() async throws {
    let models = StubModels(["a"])
    let cache = models.cache(ModelCacheLimits(maxCount: 0))
    for _ in 0..<2 { _ = try await cache.value(of: models.reference("a")) }
    #expect(cache.statistics.loads == 2)
    #expect((cache.statistics.count, cache.statistics.bytes) == (0, 0))
  }

  /// Room is made before a model is read into memory, and not for loads that still wait.
  @Test func loadsCount() async throws {
    let models = StubModels(["a", "b", "c", "d"], bytes: 40)
    let cache = models.cache(ModelCacheLimits(maxBytes: 100, concurrentLoads: 1))
    for id in ["a", "b"] { _ = try await cache.value(of: models.reference(id)) }
    models.loading.close()
    let callers = ["c", "d"].map { id in Task { try await cache.value(of: models.reference(id)) } }
    try await eventually("load does not begin") {
      models.begun.value.count == 3 && cache.statistics.loading == 2
    }
    #expect((cache.statistics.count, cache.statistics.bytes) == (1, 80))
    models.loading.open()
    for caller in callers { _ = try await caller.value }
    #expect((cache.statistics.count, cache.statistics.bytes) == (2, 80))
  }

  @Test func failedLoadsTakeNoRoom() async throws {
    struct Failure: Error {}
    let models = StubModels(["a", "b"], bytes: 40)
    let cache = models.cache(ModelCacheLimits(maxBytes: 100)) {
      if $0.modelID == "b" { throw Failure() }
    }
    _ = try await cache.value(of: models.reference("a"))
    for _ in 0..<5 {
      await #expect(throws: ProviderError.self) { try await cache.value(of: models.reference("b")) }
    }
    #expect((cache.statistics.count, cache.statistics.bytes) == (1, 40))
    #expect(cache.statistics.evictions == 0)
  }

  /// A model that is dropped lives as long as somebody uses it.
  @Test func droppedModelsStayValid() async throws {
    let models = StubModels(["a", "b"])
    let cache = models.cache(ModelCacheLimits(maxCount: 1))
    var inUse = try await cache.value(of: models.reference("a"))
    _ = try await cache.value(of: models.reference("b"))
    #expect(cache.statistics.count == 1)
    #expect(inUse?.version == "a/1")
    #expect(models.released.value == [])
    inUse = nil
    try await eventually("model isn't released") { models.released.value == ["a/1"] }
  }

  @Test func everythingIsFreedOnDemand() async throws {
    let models = StubModels(["a", "b", "c"])
    let cache = models.cache()
    for id in ["a", "b"] { _ = try await cache.value(of: models.reference(id)) }
    models.loading.close()
    let loading = Task { try await cache.value(of: models.reference("c")) }
    try await eventually("load does not begin") { models.begun.value.count == 3 }
    cache.removeAll()
    #expect((cache.statistics.count, cache.statistics.bytes) == (0, 1))
    try await eventually("models aren't released") {
      models.released.value.sorted() == ["a/1", "b/1"]
    }
    models.loading.open()
    #expect(try await loading.value?.version == "c/1")
    #expect(try await cache.value(of: models.reference("a"))?.version == "a/1")
    #expect(cache.statistics.evictions == 0)
  }
}
