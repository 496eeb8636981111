import Foundation
import Testing

@testable import TrainingProvider

/// The state of a cache, step by step.
@Suite struct CachedModelsTests {
  private let artefacts = ModelArtefacts(
    modelID: "a", version: "a/1", directory: URL(fileURLWithPath: "/nowhere"), byteCount: 5)

  /// Callers that leave a long load don't accumulate.
  @Test func thoseWhoLeaveAreForgotten() {
    var models = CachedModels<Int>(ModelCacheLimits())
    let stays = models.turn("a")
    for _ in 0..<100 {
      let leaves = models.turn("a")
      models.leave("a", leaves)
    }
    let waiting = models.settle("a", .success(loaded), expiries: 0)
    #expect(waiting?.count == 1)
    #expect(waiting?.first === stays)
    #expect(models.statistics.count == 1)
  }

  /// What happens after the last lookup of a load makes another lookup necessary.
  @Test func outdatedResultsDoNotCount() {
    var models = CachedModels<Int>(ModelCacheLimits())
    _ = models.turn("a")
    models.begin(Task { loaded }, of: artefacts)
    models.makeRoom(for: artefacts)
    let expiries = models.expiries(of: "a")
    models.expire("a", unless: "a/1")
    #expect(models.expiries(of: "a") == expiries)
    models.expire("a", unless: "a/2")
    #expect(models.settle("a", .success(loaded), expiries: expiries) == nil)
    #expect((models.statistics.loading, models.statistics.bytes) == (1, 5))
    #expect(models.settle("a", .success(loaded), expiries: models.expiries(of: "a"))?.count == 1)
    #expect((models.statistics.loading, models.statistics.bytes) == (0, 9))
  }

  @Test func nothingIsKeptAfterTheShutdown() {
    var models = CachedModels<Int>(ModelCacheLimits())
    _ = models.turn("a")
    models.shutDown()
    #expect(models.settle("a", .success(loaded), expiries: 0)?.count == 1)
    #expect((models.statistics.count, models.statistics.bytes) == (0, 0))
  }

  private var loaded: LoadedModel<Int> { LoadedModel(value: 7, version: "a/1", byteCount: 9) }
}

extension CachedModels {
  /// Makes a caller wait for a model.
  fileprivate mutating func turn(_ id: String) -> Promise<Loaded> {
    guard case .load(let turn, _) = find(id, version: "\(id)/1", isNewest: false) else {
      Issue.record("\(id) is loaded already")
      return Promise()
    }
    return turn
  }
}
