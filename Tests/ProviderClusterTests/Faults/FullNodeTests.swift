import Foundation
import TestSupport
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// A node whose own disk is full.
@Suite(
  .needsEtcd, .serialized,
  .enabled("this process may not mount file systems: run the tests as root") {
    SmallDisk.isAvailable
  })
struct FullNodeTests {
  /// Its training goes on elsewhere, and it trains again once there is room.
  @Test func aTrainingGoesOnWhereThereIsRoom() async throws {
    try await withTemporaryDirectory { folder in
      let data = folder.appendingPathComponent("node0")
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      try await SmallDisk.with(bytes: 4 << 20, at: data) { disk in
        let places = Array(repeating: NodesUnderTest.Place(), count: 2)
        try await NodesUnderTest.run(at: places, training: .seconds(3), in: folder) { test in
          let (full, other) = (test.nodes[0], test.nodes[1])
          other.halt()
          try await test.insert(["a"])
          try await eventually("the job doesn't begin") { full.has("training of a begins") }
          try disk.fill(leaving: 0)
          try await eventually("the full disk isn't noticed") {
            full.has("work has to begin again")
          }
          other.wake()
          try await test.finished("a")
          try await test.expectOneResult(of: "a", by: other)
          other.halt()
          try disk.fill(leaving: 3 << 20)
          try await test.insert(["b"])
          try await eventually("the node does nothing") { full.has("training of b begins") }
          other.wake()
          try await test.finished("b")
          try await test.expectOneResult(of: "b", by: full)
        }
      }
    }
  }
}
