import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// Changes while members of etcd are killed, so that answers get lost.
@Suite(.needsEtcd, .serialized) struct RegistryFailoverTests {
  /// Each of many changes is made exactly once.
  @Test func changesAreMadeOnce() async throws {
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    let nodes = try (0..<2).map { _ in EtcdModelRegistry(try EtcdClient(ports: cluster.ports)) }
    try await nodes[0].insert(model("a"), limit: nil)
    let isOver = Shared(false)
    let killer = Task {
      defer { isOver.set(true) }
      for round in 0..<4 {
        try await Task.sleep(for: .milliseconds(800))
        cluster.nodes[round % 3].end()
        try await Task.sleep(for: .milliseconds(800))
        try cluster.nodes[round % 3].start()
      }
    }
    let counts = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for (number, node) in nodes.enumerated() {
        group.addTask {
          var (changes, inserted) = (0, 0)
          while !isOver.value {
            try await node.update("a") { $0.attempts += 1 }
            changes += 1
            guard changes % 5 == 0 else { continue }
            try await node.insert(model("\(number)-\(changes)", addresses: ["x"]), limit: nil)
            inserted += 1
          }
          return (changes, inserted)
        }
      }
      return try await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    }
    try await killer.value
    #expect(counts.0 > 50)
    #expect(try await nodes[0].storedModel(withID: "a")?.attempts == counts.0)
    #expect(try await nodes[1].modelCounts() == [.created: counts.1 + 1])
    #expect(try await nodes[1].models(ofAddress: "x", limit: 10_000).models.count == counts.1)
  }
}
