import Foundation
import GRPCCore
import TestSupport
import Testing

@testable import EtcdStore
@testable import ProviderCluster

/// Nodes that serve consumers while members of etcd are killed, or all of them are away.
@Suite(.needsEtcd, .serialized) struct EtcdFaultsTests {
  enum Victim: CaseIterable {
    case anyMember, leader
  }

  /// One of three members is killed, and starts again a second later.
  @Test(arguments: Victim.allCases)
  func killedMembersLoseNothing(_ victim: Victim) async throws {
    let rounds = runsLongTests ? 20 : 2
    let cluster = try EtcdCluster(of: 3)
    defer { cluster.end() }
    try await NodesUnderTest.runServing(3, training: .milliseconds(400), etcd: cluster) { test in
      let seen = try await test.underLoad { _ in
        var random = SeededRandom(seed: 1)
        for round in 0..<rounds {
          try await Task.sleep(for: .milliseconds(.random(in: 1000...2000, using: &random)))
          let index =
            victim == .leader ? try await leader(of: cluster) : round % cluster.nodes.count
          cluster.nodes[index].end()
          try await Task.sleep(for: .seconds(1))
          try cluster.nodes[index].start()
        }
      }
      #expect(seen.trained.count >= rounds)
      report("\(rounds) kills of \(victim)", seen)
    }
  }

  /// All of etcd is away for longer than claims last. Calls fail meanwhile, and succeed soon afterwards.
  @Test func nothingIsLostWhileEtcdIsAway() async throws {
    let time = Duration.seconds(runsLongTests ? 60 : 6)
    let cluster = try EtcdCluster()
    defer { cluster.end() }
    try await NodesUnderTest.runServing(3, training: .milliseconds(400), etcd: cluster) { test in
      let recovery = Shared(Duration.zero)
      let seen = try await test.underLoad { consumers in
        try await Task.sleep(for: .seconds(2))
        cluster.nodes[0].end()
        let away = ContinuousClock.now
        try await Task.sleep(for: time)
        #expect(consumers.experience.lastSuccess < away + .seconds(1))
        try cluster.nodes[0].start()
        let back = ContinuousClock.now
        try await eventually("calls don't succeed again") {
          consumers.experience.lastSuccess > back
        }
        recovery.set(.now - back)
      }
      #expect(recovery.value < .seconds(10))
      #expect(seen.errors[.unavailable, default: 0] > 0)
      report("etcd away for \(time), right again after \(recovery.value)", seen)
    }
  }

  /// The index of the member that leads.
  private func leader(of cluster: EtcdCluster) async throws -> Int {
    var found: Int?
    try await eventually("there is no leader") {
      for (index, port) in cluster.ports.enumerated() where found == nil {
        let etcd = try EtcdClient(
          EtcdConfiguration(
            endpoints: [EtcdEndpoint(host: "127.0.0.1", port: port)], timeout: .seconds(2)))
        let status = try? await etcd.call(isRepeatable: true) { member, metadata, options in
          try await member.maintenance.status(.init(), metadata: metadata, options: options)
        }
        if let status, status.leader == status.header.memberID, status.leader != 0 { found = index }
      }
      return found != nil
    }
    return try #require(found)
  }
}
