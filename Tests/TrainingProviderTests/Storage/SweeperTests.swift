import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct SweeperTests {
  /// More models than are looked up at once, each with files, some of which are orphans.
  @Test func manyModelsKeepTheirFiles() async throws {
    try await withTemporaryDirectory { root in
      let directory = DataDirectory(
        root: root, files: WorkPool("files", threads: 1, maxWaiting: 8))
      try await directory.create()
      let registry = try SQLiteModelRegistry(file: directory.registry)
      let ids = (0..<700).map { "model-\($0)" }
      for id in ids {
        try await registry.insert(
          StoredModel(
            id: id, status: .readyToUse, serviceName: "S", methodName: "m",
            dataset: StoredDataset(file: "\(id)/d", name: "d", byteCount: 1),
            candidate: StoredDataset(file: "\(id)/c", name: "c", byteCount: 1),
            artefacts: "\(id)/a"), limit: nil)
        for file in ["datasets/\(id)/d", "datasets/\(id)/c", "artefacts/\(id)/a/weights"] {
          try write(root.appendingPathComponent(file))
        }
      }
      let kept = Set(dataFiles(root))
      for id in ids.prefix(300) { try write(root.appendingPathComponent("datasets/\(id)/x")) }
      let mine = directory.newName(for: "model-1")
      try write(directory.url(of: .dataset(mine)))
      // An upload of this process that began before the sweep, and one of a process that died.
      let upload = directory.newUpload()
      try write(upload)
      try write(root.appendingPathComponent("uploads/x-y"))
      let log = TestLog()
      await Sweeper(
        registry: registry, directory: directory, retention: .seconds(60), logger: log.logger
      ).sweep()
      let left = Set(dataFiles(root).filter { !$0.hasPrefix("trash/") })
      #expect(left == kept.union(["datasets/\(mine)", "uploads/\(upload.lastPathComponent)"]))
      #expect(dataFiles(root).count == kept.count + 302)
      #expect(log.lines.contains { $0.contains("moved 300 files") })
    }
  }

  /// Sweeping doesn't delay calls, however long it takes.
  @Test func callsAreAnsweredWhileTheDirectoryIsSwept() async throws {
    try await withTemporaryDirectory { root in
      let id = try await ProviderUnderTest.run(in: root) { try await $0.readyModel() }
      let orphan = root.appendingPathComponent("datasets/gone/x")
      try write(orphan)
      let registry = try FaultyRegistry(in: root)
      registry.answersMany.close()
      try await ProviderUnderTest.run(in: root, registry: registry) { test in
        try await eventually("nothing is swept") { !registry.asked.value.isEmpty }
        #expect(try await test.status(id) == .readyToUse)
        _ = try await test.readyModel()
        #expect(FileManager.default.fileExists(atPath: orphan.path))
        registry.answersMany.open()
        try await eventually("orphan stays") {
          !FileManager.default.fileExists(atPath: orphan.path)
        }
      }
    }
  }

  /// The work is proportional to the number of models: each model is looked up once for each of the
  /// two folders, many at a time.
  @Test func eachModelIsAskedForOnce() async throws {
    try await withTemporaryDirectory { root in
      let directory = DataDirectory(
        root: root, files: WorkPool("files", threads: 1, maxWaiting: 8))
      try await directory.create()
      for index in 0..<1000 {
        try write(root.appendingPathComponent("datasets/\(index)/d"))
        try write(root.appendingPathComponent("artefacts/\(index)/a/w"))
      }
      let registry = try FaultyRegistry(in: root)
      await Sweeper(
        registry: registry, directory: directory, retention: .seconds(60),
        logger: TestLog().logger
      ).sweep()
      #expect(registry.asked.value == [256, 256, 256, 232, 256, 256, 256, 232])
    }
  }

  private func write(_ file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("x".utf8).write(to: file)
  }
}
