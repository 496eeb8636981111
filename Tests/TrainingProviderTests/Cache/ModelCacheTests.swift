import Foundation
import GRPCCore
import Testing

@testable import TrainingProvider
@testable import TrainingRuntime

/// How callers share loads.
@Suite struct ModelCacheTests {
  @Test func callersShareOneLoad() async throws {
    let models = StubModels(["a", "b"])
    let cache = models.cache()
    models.loading.close()
    let arrived = Shared(0)
    try await withThrowingTaskGroup(of: (String, StubModels.Model).self) { group in
      for index in 0..<400 {
        let id = index.isMultiple(of: 2) ? "a" : "b"
        group.addTask {
          arrived.change { $0 += 1 }
          let model = try await cache.value(of: models.reference(id))
          return (id, try #require(model))
        }
      }
      try await eventually("callers don't arrive") { arrived.value == 400 }
      models.loading.open()
      var first: [String: StubModels.Model] = [:]
      for try await (id, model) in group {
        #expect(model === first[id, default: model])
        #expect(model.version == "\(id)/1")
        first[id] = model
      }
    }
    #expect(models.begun.value.sorted() == ["a/1", "b/1"])
    let statistics = cache.statistics
    #expect((statistics.loads, statistics.count, statistics.loading) == (2, 2, 0))
  }

  /// The guard has asked the registry, so the cache needn't.
  @Test func hitsAskNobody() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    let loaded = try await cache.value(of: models.reference("a"))
    let lookups = models.lookups.value.count
    for _ in 0..<10 {
      #expect(try await cache.value(of: models.reference("a")) === loaded)
    }
    #expect(models.lookups.value.count == lookups)
    #expect(cache.statistics.hits == 10)
    // Without a version of the guard's, the registry has to be asked.
    #expect(try await cache.value(of: models.reference("a", version: nil)) === loaded)
    #expect(try await cache.value(ofModel: "a") === loaded)
    #expect(models.lookups.value.count == lookups + 2)
    #expect(cache.statistics.loads == 1)
  }

  @Test func defaultModelsStayWithTheService() async throws {
    let cache = StubModels().cache()
    let own = ModelReference(id: "default", origin: .serviceDefault, version: nil)
    #expect(try await cache.value(of: own) == nil)
  }

  /// The caller that began the load leaves, and the load serves the others.
  @Test func cancelledCallersLeave() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let first = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    let others = (0..<200).map { _ in Task { try await cache.value(of: models.reference("a")) } }
    for task in [first] + others.prefix(100) { task.cancel() }
    for task in [first] + others.prefix(100) {
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    models.loading.open()
    let loaded = try await cache.value(of: models.reference("a"))
    for task in others.suffix(100) { #expect(try await task.value === loaded) }
    #expect(models.begun.value == ["a/1"])
  }

  @Test func loadsThatNobodyWaitsForAreKept() async throws {
    let models = StubModels(["a"])
    let cache = models.cache()
    models.loading.close()
    let only = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    only.cancel()
    await #expect(throws: CancellationError.self) { try await only.value }
    models.loading.open()
    try await eventually("load does not end") { cache.statistics.count == 1 }
    #expect(try await cache.value(of: models.reference("a"))?.version == "a/1")
    #expect(models.begun.value.count == 1)
  }

  @Test func failuresAreToldAndNotKept() async throws {
    struct Failure: Error {}
    let models = StubModels(["a"])
    let fails = Shared(true)
    let log = TestLog()
    let cache = models.cache(log: log) { _ in if fails.value { throw Failure() } }
    models.loading.close()
    let callers = (0..<50).map { _ in Task { try await cache.value(of: models.reference("a")) } }
    try await eventually("load does not begin") { models.begun.value.count == 1 }
    models.loading.open()
    for caller in callers {
      let error = await #expect(throws: ProviderError.self) { try await caller.value }
      #expect(error?.code == .loadFailed)
      #expect(error?.modelID == "a")
      #expect(error?.cause is Failure)
    }
    let failed = cache.statistics
    #expect(failed.failures == failed.loads)
    #expect((failed.count, failed.loading, failed.bytes) == (0, 0, 0))
    #expect(log.lines.count == failed.failures)
    #expect(log.lines.first?.contains("model not loaded: LOAD_FAILED") == true)
    fails.change { $0 = false }
    #expect(try await cache.value(of: models.reference("a"))?.version == "a/1")
  }

  /// A closure can choose the status of the call.
  @Test func errorsWithAStatusAreNotChanged() async throws {
    let models = StubModels(["a"])
    let cache = models.cache { _ in throw RPCError(code: .resourceExhausted, message: "no GPU") }
    let error = await #expect(throws: RPCError.self) {
      try await cache.value(of: models.reference("a"))
    }
    #expect(error?.code == .resourceExhausted)
  }

  @Test func tooManyLoadsAreRefused() async throws {
    let models = StubModels(["a", "b", "c"])
    let cache = models.cache(ModelCacheLimits(concurrentLoads: 1, maxWaitingLoads: 1))
    models.loading.close()
    let running = Task { try await cache.value(of: models.reference("a")) }
    try await eventually("load does not begin") { models.begun.value == ["a/1"] }
    // One of the two waits, and the other is refused.
    let refusals = Shared<[ProviderError]>([])
    let others = ["b", "c"].map { id in
      Task {
        do {
          _ = try await cache.value(of: models.reference(id))
        } catch let error as ProviderError {
          refusals.change { $0.append(error) }
        }
      }
    }
    try await eventually("nobody is refused") { refusals.value.count == 1 }
    #expect(refusals.value.first?.code == .overloaded)
    #expect(refusals.value.first?.rpcErrorCode == .unavailable)
    models.loading.open()
    _ = try await running.value
    for task in others { try await task.value }
    for id in ["a", "b", "c"] {
      #expect(try await cache.value(of: models.reference(id))?.version == "\(id)/1")
    }
    #expect(cache.statistics.failures == 1)
  }

  /// More loads block than the cooperative pool has threads.
  @Test(.timeLimit(.minutes(2))) func blockingLoadsStopNobody() async throws {
    let count = ProcessInfo.processInfo.activeProcessorCount + 2
    let models = StubModels((0..<count).map { "\($0)" })
    let (blocked, ends) = (Shared(0), DispatchSemaphore(value: 0))
    let cache = models.cache(ModelCacheLimits(concurrentLoads: count)) { _ in
      blocked.change { $0 += 1 }
      ends.wait()
    }
    let callers = (0..<count).map { id in
      Task { try await cache.value(of: models.reference("\(id)")) }
    }
    try await eventually("loads don't block") { blocked.value == count }
    for _ in 0..<count { ends.signal() }
    for caller in callers { _ = try await caller.value }
  }
}
