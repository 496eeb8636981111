import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

extension NodesUnderTest {
  /// Lets consumers train models while something happens, and then expects that nothing was lost and nothing
  /// was done twice.
  ///
  /// - Parameters:
  ///   - count: how many consumers there are.
  ///   - faults: what happens.
  /// - Returns: what the consumers saw.
  @discardableResult
  func underLoad(
    of count: Int = 4, _ faults: @escaping @Sendable (Consumers) async throws -> Void
  ) async throws -> Consumers.Experience {
    let start = try await etcd.read(EtcdQuery(keys.models, limit: 1, content: .keys)).revision
    let consumers = try Consumers(ports: nodes.compactMap(\.port))
    let isOver = Shared(false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask { try await consumers.trainModels { isOver.value } }
      }
      defer { isOver.set(true) }
      do {
        try await faults(consumers)
      } catch {
        Issue.record("the consumers saw \(consumers.experience)")
        throw error
      }
      isOver.set(true)
      // Whatever was begun comes to an end.
      try await group.waitForAll()
    }
    let experience = consumers.experience
    #expect(experience.surprises.isEmpty)
    try await expectOrder(in: experience.trained, since: start)
    return experience
  }

  /// Expects that each model was published once, and that files which nothing refers to are swept away.
  private func expectOrder(in trained: [String], since start: Int64) async throws {
    let published = try await publications(since: start)
    #expect(Set(published.keys) == Set(trained))
    #expect(published.values.allSatisfy { $0 == 1 }, "\(published.filter { $0.value != 1 })")
    let models = try await registry.storedModels(in: Training_Status.allCases)
    // Of the others, the consumers never learnt that they were made.
    let idle = models.filter { $0.status == .created && $0.revision == 0 }
    #expect(models.count == trained.count + idle.count)
    #expect(try await registry.modelCounts()[.readyToUse, default: 0] == trained.count)
    let referred = Set(models.flatMap(\.blobs).map(\.description))
    #expect(referred.subtracting(blobsOnDisk).isEmpty)
    // Old enough to be swept by another node, which removes what nothing refers to.
    try await Task.sleep(for: .seconds(2))
    let sweeper = try addNode("sweeper", ["--settling", "1"])
    defer { sweeper.end() }
    try await eventually("files stay: \(blobsOnDisk.subtracting(referred)), \(files("uploads"))") {
      blobsOnDisk == referred && files("uploads").isEmpty
    }
  }

  /// The blobs in the store, as `AREA/MODEL/TOKEN`.
  var blobsOnDisk: Set<String> {
    Set(
      ["datasets", "artefacts", "saved-checkpoints"].flatMap { area in
        files(area).flatMap { id in files("\(area)/\(id)").map { "\(area)/\(id)/\($0)" } }
      })
  }

  /// How often each model got new artefacts, according to etcd's own history.
  private func publications(since start: Int64) async throws -> [String: Int] {
    struct End: Error {}
    let end = keys.key("end")
    try await etcd.put(end, Data())
    let published = Shared<[String: [String]]>([:])
    await #expect(throws: End.self) {
      try await etcd.watch(.prefix(keys.key("")), after: start) { [keys] update in
        guard case .changes(let changes, _) = update else { return }
        for case .put(let entry) in changes {
          if entry.key == end { throw End() }
          guard entry.key.description.hasPrefix(keys.key("models/").description) else { continue }
          let model = try Training_Cluster_ModelRecord(entry).model
          guard let artefacts = model.artefacts else { continue }
          var all = published.value
          if all[model.id]?.last != artefacts { all[model.id, default: []].append(artefacts) }
          published.set(all)
        }
      }
    }
    return published.value.mapValues(\.count)
  }
}
