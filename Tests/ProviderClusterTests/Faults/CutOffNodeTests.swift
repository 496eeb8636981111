import Foundation
import TestSupport
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// A node that is cut off from etcd alone, and still reaches the files.
@Suite(
  .needsEtcd, .serialized,
  .enabled("this process may not make networks: run the tests as root") {
    NetworkNamespace.isAvailable
  })
struct CutOffNodeTests {
  /// The other node goes on, the one that was cut off publishes nothing, and works again soon after it can
  /// reach etcd.
  @Test func aNodeThatIsCutOffPublishesNothing() async throws {
    try await NetworkNamespace.with { network in
      let cluster = try EtcdCluster(reachableAt: network.host)
      defer { cluster.end() }
      let places = [
        NodesUnderTest.Place(wrapper: network.wrapper, etcdHost: network.host),
        NodesUnderTest.Place(),
      ]
      try await NodesUnderTest.run(at: places, training: .seconds(4), etcd: cluster) { test in
        let (cutOff, other) = (test.nodes[0], test.nodes[1])
        other.halt()
        try await test.insert(["a"])
        try await eventually("the job doesn't begin") { cutOff.has("training of a begins") }
        try network.cut()
        other.wake()
        try await eventually("the loss isn't noticed") {
          cutOff.has("the claim to the job was lost")
        }
        try await test.finished("a")
        other.halt()
        try await test.insert(["b"])
        let back = ContinuousClock.now
        try network.repair()
        try await eventually("the node does nothing") { cutOff.has("training of b begins") }
        // Connections are made again within seconds, and work is looked for three times in a term of 2 s.
        #expect(.now - back < .seconds(15))
        other.wake()
        try await test.finished("b")
        try await test.expectOneResult(of: "b", by: cutOff)
        // The node has removed what it couldn't tell the registry of.
        try await test.expectOneResult(of: "a", by: other)
      }
    }
  }
}
