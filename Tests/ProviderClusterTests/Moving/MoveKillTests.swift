import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import ProviderCluster
@testable import TrainingProvider

/// The program `models` is killed at many points of a move, and started again until it ends.
@Suite(.needsEtcd, .serialized) struct MoveKillTests {
  /// How often each step is killed.
  private static let kills = ProcessInfo.processInfo.environment["TRAINING_LONG"] == nil ? 12 : 100

  @Test func killedMovesGoOn() async throws {
    try await withTemporaryDirectory { root in
      let places = MovePlaces(root)
      // More models than a part has.
      let models = try await RandomModels.make(1, seed: 7, in: places.data)
      try await addMany(2500, to: models)
      let steps: [(name: String, arguments: [String])] = try [
        ("export", ["export", places.archive.path, "-d", places.data.path]),
        ("import", ["import", places.archive.path] + places.cluster),
        ("export back", ["export", places.second.path] + places.cluster),
        ("import back", ["import", places.second.path, "-d", places.other.path]),
      ]
      for step in steps {
        let killed = try await run(step.arguments, kills: Self.kills)
        #expect(killed > Self.kills / 2, "\(step.name) was killed \(killed) times only")
      }
      let (before, after) = (try RegistryDump(places.data), try RegistryDump(places.other))
      #expect(before == after)
      let shared = try RegistryDump.files(in: places.shared)
      #expect(shared == before.files)
      let registry = try places.registry()
      #expect(try await registry.identity() == models.registry.identity())
      #expect(try await registry.storedBytes() == models.registry.storedBytes())
      // Nothing is left of the attempts but what other programs remove at their start.
      for folder in [places.archive, places.second] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.contains("partial") })
      }
      for folder in [places.shared, places.other] {
        let uploads = folder.appendingPathComponent("uploads").path
        for name in try FileManager.default.contentsOfDirectory(atPath: uploads) {
          try FileManager.default.removeItem(atPath: "\(uploads)/\(name)")
        }
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: places.other.path).sorted()
          == [
            "artefacts", "checkpoints", "datasets", "lock", "models.sqlite", "registry",
            "saved-checkpoints", "trash", "uploads",
          ])
    }
  }

  private func addMany(_ count: Int, to models: RandomModels) async throws {
    let start = Date(timeIntervalSince1970: 1_795_000_000)
    for number in 0..<count {
      let id = "many-\(number)"
      let file = "\(id)/d"
      try await models.registry.insert(
        StoredModel(
          id: id, status: .validated, revision: 2, serviceName: "S", methodName: "m",
          addressList: ["0x\(number % 9)"], createdAt: start.addingTimeInterval(Double(number)),
          dataset: number % 10 == 0
            ? StoredDataset(file: file, name: "d", byteCount: UInt64(number)) : nil),
        limit: nil)
      guard number % 10 == 0 else { continue }
      let url = models.directory.appendingPathComponent("datasets/\(file)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(repeating: UInt8(number % 256), count: number).write(to: url)
    }
  }

  /// Runs a command, kills it at moments that are spread over the time that it takes, and lets the last run
  /// end.
  ///
  /// - Returns: how often it was killed before it ended.
  private func run(_ arguments: [String], kills: Int) async throws -> Int {
    var random = SeededRandom(seed: 11)
    var killed = 0
    for attempt in 0..<kills {
      let process = Command(BuiltProduct.path("models"), arguments).process()
      let errors = Pipe()
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, errors)
      try process.run()
      // Later attempts have less to do and are killed later, so that the whole command is covered.
      let longest = 150 + 60 * attempt
      try await Task.sleep(for: .milliseconds(Int.random(in: 20..<longest, using: &random)))
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal {
        killed += 1
      } else {
        let text = try errors.fileHandleForReading.readToEnd() ?? Data()
        #expect(process.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
      }
    }
    let outcome = try await Command(BuiltProduct.path("models"), arguments).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return killed
  }
}
