import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingManifest
import TrainingProtos
import TrainingRuntime

@testable import TrainingProvider

/// A cache of a provider's models, with real trainings and files.
@Suite struct ProviderCacheTests {
  /// Callers use the model all the time. None gets the old one after a training has ended.
  @Test func retrainedModelsAreLoadedAnew() async throws {
    try await ProviderUnderTest.run { test in
      let cache = weights(of: test.provider)
      let id = try await test.readyModel()
      let old = try await cache.value(of: try await test.guarded(id))
      let new = ZipArchive.dataset(bytes: 3000)
      try await test.uploaded(id, new)
      let isOver = Shared(false)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 {
          group.addTask {
            while !isOver.value {
              let isTrained = try await test.status(id) == .readyToUse
              let weights = try await cache.value(of: try await test.guarded(id))
              #expect(weights == new || weights == old && !isTrained)
            }
          }
        }
        _ = try await test.train(id)
        try await test.reaches(id, .readyToUse)
        #expect(try await cache.value(of: try await test.guarded(id)) == new)
        isOver.change { $0 = true }
        try await group.waitForAll()
      }
      #expect(cache.statistics.loads == 2)
      #expect(cache.statistics.count == 1)
    }
  }

  @Test func deletedModelsAreForgottenAtOnce() async throws {
    try await ProviderUnderTest.run { test in
      let log = TestLog()
      let cache = weights(of: test.provider, log: log)
      let (id, other) = (try await test.readyModel(), try await test.readyModel())
      let model = try await test.guarded(id)
      for id in [id, other] { _ = try await cache.value(of: try await test.guarded(id)) }
      _ = try await test.delete(id)
      #expect(cache.statistics.count == 1)
      #expect(log.lines == ["model dropped: it was deleted model_id=\(id)"])
      await #expect(throws: ProviderError.self) { try await cache.value(of: model) }
      await #expect(throws: ProviderError.self) { try await cache.value(ofModel: id) }
      _ = try await cache.value(of: try await test.guarded(other))
      #expect(cache.statistics.hits == 1)
    }
  }

  /// A model is deleted, or its training is replaced, while its files are read.
  @Test(arguments: [true, false]) func artefactsCanDisappearDuringALoad(
    _ isDeleted: Bool
  ) async throws {
    try await ProviderUnderTest.run { test in
      let (begun, gate) = (Gate(), Gate(ignoresCancellation: true))
      let cache = ModelCache(of: test.provider) { artefacts in
        begun.open()
        try await gate.pass()
        return try Data(contentsOf: artefacts.directory.appendingPathComponent("weights.bin"))
      }
      let id = try await test.readyModel()
      let old = try await test.provider.artefacts(ofModel: id)
      let model = try await test.guarded(id)
      let callers = (0..<50).map { _ in Task { try await cache.value(of: model) } }
      try await begun.pass()
      let new = ZipArchive.dataset(bytes: 3000)
      if isDeleted {
        _ = try await test.delete(id)
      } else {
        try await test.uploaded(id, new)
        _ = try await test.train(id)
        try await test.reaches(id, .readyToUse)
      }
      try await eventually("artefacts stay") { !FileManager.default.fileExists(atPath: old.path) }
      gate.open()
      for caller in callers {
        if isDeleted {
          let error = await #expect(throws: ProviderError.self) { try await caller.value }
          #expect(error?.code == .wrongStatus)
          #expect(error?.modelID == id)
        } else {
          #expect(try await caller.value == new)
        }
      }
      #expect(cache.statistics.count == (isDeleted ? 0 : 1))
    }
  }

  @Test func unreadableArtefactsAreReported() async throws {
    try await ProviderUnderTest.run { test in
      let cache = weights(of: test.provider)
      let id = try await test.readyModel()
      let artefacts = try await test.provider.artefacts(ofModel: id)
      try FileManager.default.removeItem(at: artefacts)
      let model = try await test.guarded(id)
      let error = await #expect(throws: ProviderError.self) { try await cache.value(of: model) }
      #expect(error?.code == .loadFailed)
      #expect(error?.rpcErrorCode == .internalError)
      #expect(error?.message.contains(artefacts.path) == false)
    }
  }

  /// Open calls are still answered after the provider's shutdown.
  @Test func shutdownsEmptyTheCache() async throws {
    let loads = Shared(0)
    try await withTemporaryDirectory { directory in
      let (cache, model) = try await ProviderUnderTest.run(in: directory) { test in
        let cache = ModelCache(of: test.provider) { _ in loads.change { $0 += 1 } }
        let model = try await test.guarded(try await test.readyModel())
        _ = try await cache.value(of: model)
        #expect(cache.statistics.count == 1)
        return (cache, model)
      }
      #expect((cache.statistics.count, cache.statistics.bytes) == (0, 0))
      try await cache.value(of: model)
      #expect(loads.value == 2)
      #expect(cache.statistics.count == 0)
    }
  }

  /// The provider doesn't keep caches alive.
  @Test func cachesAreReleased() async throws {
    try await ProviderUnderTest.run { test in
      let models = StubModels()
      let id = try await test.readyModel()
      do {
        let cache = ModelCache(of: test.provider) { artefacts in
          StubModels.Model(artefacts.modelID, released: models.released)
        }
        _ = try await cache.value(of: try await test.guarded(id))
        #expect(models.released.value == [])
      }
      try await eventually("cache isn't released") { models.released.value == [id] }
      _ = try await test.delete(id)
    }
  }

  /// A cache of the files that ``StubTrainer`` writes.
  private func weights(
    of provider: ModelProvider, log: TestLog = TestLog()
  ) -> ModelCache<Data> {
    ModelCache(of: provider, logger: log.logger) { artefacts in
      try Data(contentsOf: artefacts.directory.appendingPathComponent("weights.bin"))
    }
  }
}

extension ProviderUnderTest {
  /// The model as a guard resolves it for a call.
  func guarded(_ id: String) async throws -> ModelReference {
    let modelGuard = ModelGuard(
      TestMethods.stt, models: provider.models, options: GuardOptions(), metadata: [:])
    return try await modelGuard.resolve(OneModel(modelID(id), field: "model_id"))
  }
}
