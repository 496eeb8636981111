import Foundation
import TestSupport
import Testing

@testable import ProviderCluster
@testable import TrainingProvider

/// Nodes whose clocks differ by up to an hour.
@Suite(
  .needsEtcd, .serialized,
  .enabled("libfaketime is missing: run Scripts/test, which unpacks it") {
    FakeClock.library != nil
  })
struct ClockTests {
  /// Prices that one node gives hold at the others, and work goes on elsewhere as usual.
  @Test func clocksThatDifferByAnHourDisturbNothing() async throws {
    let places = [nil, "+30m", "-30m"].map { offset in
      NodesUnderTest.Place(wrapper: offset.map(FakeClock.wrapper) ?? [], serves: true)
    }
    try await NodesUnderTest.run(at: places, training: .milliseconds(400)) { test in
      defer { FakeClock.removeTraces(of: test.nodes.flatMap(\.processIDs)) }
      let seen = try await test.underLoad { consumers in
        try await eventually("no models are trained", within: .seconds(120)) {
          consumers.experience.trained.count > 8
        }
        // So far, everything was as if the clocks agreed.
        #expect(consumers.experience.errors.isEmpty)
        for node in test.nodes {
          node.end()
          try await Task.sleep(for: .seconds(1))
          try node.start()
          try await Task.sleep(for: .seconds(2))
        }
      }
      let dates = try await test.registry.storedModels(withIDs: seen.trained).map(\.updatedAt)
      // The clocks really differ.
      let newest = try #require(dates.max())
      #expect(dates.contains { newest.timeIntervalSince($0) > 1500 })
      report("clocks up to an hour apart", seen)
    }
  }
}

/// A clock that a process takes for the machine's.
enum FakeClock {
  /// The path of libfaketime: `TRAINING_FAKETIME`, which `Scripts/test` sets, or the place where that script
  /// puts it. `nil` if it isn't there.
  static let library: String? = {
    let places = Repository.file(".build/faketime/usr/lib")
    let triples = (try? FileManager.default.contentsOfDirectory(atPath: places.path)) ?? []
    let paths =
      [ProcessInfo.processInfo.environment["TRAINING_FAKETIME"]].compactMap(\.self)
      + triples.map { "\(places.path)/\($0)/faketime/libfaketimeMT.so.1" }
    return paths.first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// What runs a program whose clock differs by an offset, for example `+30m`. Its timers don't.
  ///
  /// The library adds a variable to the environment, which moves it, so that Swift doesn't find the
  /// arguments of the process. The shell, which is replaced by the program, already has the variable.
  static func wrapper(_ offset: String) -> [String] {
    [
      "/usr/bin/env", "LD_PRELOAD=\(library ?? "")", "FAKETIME=\(offset)",
      "FAKETIME_DONT_FAKE_MONOTONIC=1", "/bin/sh", "-c", #"exec "$0" "$@""#,
    ]
  }

  /// Removes what the library leaves behind when its process is killed.
  static func removeTraces(of processes: [pid_t]) {
    for process in processes {
      unlink("/dev/shm/faketime_shm_\(process)")
      unlink("/dev/shm/sem.faketime_sem_\(process)")
    }
  }
}
