import Foundation
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// Real processes that share a registry, claims and blobs, and of which some are halted or killed.
@Suite(.needsEtcd, .serialized) struct NodesTests {
  enum Fate: CaseIterable {
    /// The process is halted for longer than its claim lasts, and then goes on.
    case halted
    case killed
  }

  /// The other node goes on after the stated time, and each job has one result.
  @Test(arguments: Fate.allCases)
  func aJobGoesOnElsewhere(_ fate: Fate) async throws {
    try await NodesUnderTest.run(2, training: .seconds(4)) { test in
      try await test.insert(["a"])
      let first = try await test.node { $0.has("training of a begins") }
      let other = test.nodes[test.nodes[0] === first ? 1 : 0]
      let lost = ContinuousClock.now
      if fate == .halted { first.halt() } else { first.end() }
      try await eventually("nobody goes on") { other.has("training of a begins") }
      // The term of 2 s, what etcd takes to notice, and the longest pause before the next question.
      #expect(.now - lost < .seconds(2 + 2 + 8))
      if fate == .halted {
        // Woken in the middle of the other's training, the node ends its own before the other does.
        first.wake()
        try await eventually("the node doesn't notice that its claim was lost") {
          first.has("the claim to the job was lost")
        }
      }
      try await test.finished("a")
      try await test.expectOneResult(of: "a", by: other)
    }
  }

  /// The other node goes on where the first one had saved its checkpoints, and nothing is left of them.
  @Test func aTrainingGoesOnFromItsCheckpoints() async throws {
    try await NodesUnderTest.run(2, training: .seconds(4)) { test in
      try await test.insert(["a"])
      let first = try await test.node { $0.has("training of a begins at step 0") }
      let other = test.nodes[test.nodes[0] === first ? 1 : 0]
      try await eventually("no checkpoints are saved") {
        first.count("checkpoints are saved") > 1
      }
      // Only the last ones stay.
      let saved = try #require(try await test.registry.storedModel(withID: "a")?.savedCheckpoints)
      #expect(saved.byteCount > 0)
      first.end()
      #expect(test.files("saved-checkpoints/a").count <= 2)
      try await eventually("nobody goes on") { other.has("training of a begins") }
      #expect(!other.has("training of a begins at step 0\n"))
      #expect(other.has("checkpoints come from another provider"))
      try await test.finished("a")
      try await test.expectOneResult(of: "a", by: other)
    }
  }

  /// Nodes that see the same jobs at once do each of them once.
  @Test func jobsAreDoneOnce() async throws {
    try await NodesUnderTest.run(3, training: .milliseconds(300)) { test in
      let ids = (0..<9).map { "m\($0)" }
      try await test.insert(ids)
      for id in ids { try await test.finished(id) }
      for id in ids {
        #expect(test.nodes.reduce(0) { $0 + $1.count("training of \(id) begins") } == 1)
        try await test.expectOneResult(of: id, by: nil)
      }
    }
  }
}
