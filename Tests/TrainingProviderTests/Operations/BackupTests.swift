import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

@Suite struct BackupTests {
  @Test func restoredModelsAreAsTheyWere() async throws {
    try await withTemporaryDirectory { root in
      let (data, backup, other) = Self.folders(root)
      let id = try await ProviderUnderTest.run(in: data) { test in
        let id = try await test.readyModel()
        let manifest = try await ModelOperations(dataDirectory: data).backUp(to: backup)
        #expect((manifest.models, manifest.files, manifest.missing) == (1, 2, []))
        #expect(!manifest.isCopy)
        _ = try await test.delete(id)
        return id
      }
      let manifest = try await Restoration(of: backup, into: other).run()
      #expect(manifest.models == 1)
      try await ProviderUnderTest.run(in: other) { test in
        #expect(try await test.status(id) == .readyToUse)
        let weights = try await test.provider.artefacts(ofModel: id)
          .appendingPathComponent("weights.bin")
        #expect(try Data(contentsOf: weights) == ZipArchive.dataset())
        #expect(try await test.provider.models.history(ofModelWithID: id).count == 5)
        _ = try await test.train(id)
        try await test.reaches(id, .readyToUse)
      }
    }
  }

  /// While models are created, replaced and deleted, each backup has every file that it names.
  @Test func backupsAreConsistentWhileFilesComeAndGo() async throws {
    try await withTemporaryDirectory { root in
      let data = root.appendingPathComponent("data")
      try await ProviderUnderTest.run(in: data) { test in
        let isOver = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 {
            group.addTask {
              while !isOver.isOpen {
                let id = try await test.readyModel()
                try await test.uploaded(id)
                _ = try await test.delete(id)
              }
            }
          }
          let operations = try await ModelOperations(dataDirectory: data)
          for number in 0..<15 {
            let backup = root.appendingPathComponent("backup-\(number)")
            let manifest = try await operations.backUp(to: backup)
            #expect(manifest.missing.isEmpty)
            let registry = backup.appendingPathComponent("models.sqlite")
            let references = try RegistrySnapshot.references(in: registry)
            for path in references {
              let file = backup.appendingPathComponent(path).path
              #expect(FileManager.default.fileExists(atPath: file), "\(path)")
            }
            #expect(dataFiles(backup).filter { $0 != "backup.json" }.count == references.count)
          }
          isOver.open()
          try await group.waitForAll()
        }
        #expect(try await test.provider.models.storedModels(in: [.readyToUse]).isEmpty)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(data.path)/uploads").isEmpty)
    }
  }

  @Test func missingFilesAreNamedAndDoNotPreventRestoring() async throws {
    try await withTemporaryDirectory { root in
      let (data, backup, other) = Self.folders(root)
      try await ProviderUnderTest.run(in: data) { _ = try await $0.readyModel() }
      let dataset = try #require(dataFiles(data).first { $0.hasPrefix("datasets/") })
      try FileManager.default.removeItem(at: data.appendingPathComponent(dataset))
      let manifest = try await ModelOperations(dataDirectory: data).backUp(to: backup)
      #expect(manifest.missing == [dataset])
      _ = try await Restoration(of: backup, into: other).run()
      #expect(dataFiles(other).count == 1)
    }
  }

  @Test func damagedBackupsAreRefused() async throws {
    try await withTemporaryDirectory { root in
      let (data, backup, other) = Self.folders(root)
      try await ProviderUnderTest.run(in: data) { _ = try await $0.readyModel() }
      _ = try await ModelOperations(dataDirectory: data).backUp(to: backup)
      let file = try #require(dataFiles(backup).first { $0.hasPrefix("artefacts/") })
      let folder = backup.appendingPathComponent(file).deletingLastPathComponent()
      try FileManager.default.removeItem(at: folder)
      await Self.expectRefusal("is missing in the backup") {
        try await Restoration(of: backup, into: other).run()
      }
      #expect(!files(below: other).contains("models.sqlite"))
      try FileManager.default.removeItem(at: backup.appendingPathComponent("backup.json"))
      await Self.expectRefusal("is not a complete backup") {
        try await Restoration(of: backup, into: root.appendingPathComponent("third")).run()
      }
    }
  }

  @Test func directoriesInUseAreLeftAlone() async throws {
    try await withTemporaryDirectory { root in
      let (data, backup, other) = Self.folders(root)
      try await ProviderUnderTest.run(in: data) { _ in
        let operations = try await ModelOperations(dataDirectory: data)
        _ = try await operations.backUp(to: backup)
        await Self.expectRefusal("is not empty") { try await operations.backUp(to: backup) }
        await Self.expectRefusal("outside of") {
          try await operations.backUp(to: data.appendingPathComponent("backup"))
        }
        await Self.expectRefusal("another provider uses") {
          try await Restoration(of: backup, into: data).run()
        }
      }
      await Self.expectRefusal("is not empty") {
        try await Restoration(of: backup, into: data).run()
      }
      _ = try await Restoration(of: backup, into: other).run()
    }
  }

  private static func folders(_ root: URL) -> (URL, URL, URL) {
    (
      root.appendingPathComponent("data"), root.appendingPathComponent("backup"),
      root.appendingPathComponent("other")
    )
  }

  private static func expectRefusal(
    _ part: String, location: SourceLocation = #_sourceLocation,
    _ call: () async throws -> BackupManifest
  ) async {
    let error = await #expect(throws: ProviderError.self, sourceLocation: location) {
      _ = try await call()
    }
    #expect(
      error?.message.contains(part) == true, "\(error?.message ?? "")", sourceLocation: location)
  }
}
