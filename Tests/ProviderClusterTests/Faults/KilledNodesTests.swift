import Foundation
import TestSupport
import Testing

/// Nodes that serve consumers, and of which one after the other is killed or halted.
@Suite(.needsEtcd, .serialized) struct KilledNodesTests {
  private static let points = runsLongTests ? 200 : 8

  /// Nodes are killed with SIGKILL at random moments. They start again at once.
  @Test func killedNodesLoseNothing() async throws {
    try await NodesUnderTest.runServing(3, training: .milliseconds(400)) { test in
      let seen = try await test.underLoad { _ in
        var random = SeededRandom(seed: 1)
        for _ in 0..<Self.points {
          try await Task.sleep(for: .milliseconds(.random(in: 50...900, using: &random)))
          let node = random.one(of: test.nodes)
          node.end()
          try node.start()
        }
      }
      // Not more than a few models in a hundred may have had so much bad luck that they were given up.
      #expect(seen.failures.count <= 2 + Self.points / 20)
      #expect(seen.trained.count >= Self.points / 8)
      report("\(Self.points) kills", seen)
    }
  }

  /// Nodes are halted for longer than their claims last, and wake in the middle of what others do.
  @Test func haltedNodesDisturbNothing() async throws {
    let rounds = runsLongTests ? 20 : 2
    try await NodesUnderTest.runServing(3, training: .milliseconds(400)) { test in
      let seen = try await test.underLoad { _ in
        var random = SeededRandom(seed: 2)
        for round in 0..<rounds {
          let node = test.nodes[round % 3]
          node.halt()
          try await Task.sleep(for: .milliseconds(.random(in: 3500...6000, using: &random)))
          node.wake()
          try await Task.sleep(for: .milliseconds(.random(in: 500...2000, using: &random)))
        }
      }
      #expect(seen.trained.count >= rounds)
      report("\(rounds) halts", seen)
    }
  }
}

extension NodesUnderTest {
  /// Starts nodes that answer calls.
  static func runServing(
    _ count: Int, training: Duration, etcd: EtcdCluster? = nil,
    _ body: (NodesUnderTest) async throws -> Void
  ) async throws {
    let places = Array(repeating: Place(serves: true), count: count)
    try await run(at: places, training: training, etcd: etcd, body)
  }
}

/// Prints figures.
func report(_ what: String, _ seen: Consumers.Experience) {
  let errors = seen.errors.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ")
  let counts = "\(seen.trained.count) models trained, \(seen.failures.count) begun again"
  print("\(what): \(counts); \(errors)")
}

/// Whether tests run that take minutes.
let runsLongTests = ProcessInfo.processInfo.environment["TRAINING_LONG"] != nil
