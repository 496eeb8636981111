import Foundation
import TestSupport
import Testing
import TrainingProtos

@testable import TrainingProvider

/// A provider only touches the files in its data directory if they belong to its registry.
@Suite struct IdentityTests {
  @Test func missingRegistryIsRefusedAndNothingIsTouched() async throws {
    try await withReadyModel { directory, id in
      try removeRegistry(directory)
      let kept = dataFiles(directory)
      try await isRefused(directory, saying: "models.sqlite is missing")
      #expect(dataFiles(directory) == kept)
      #expect(!files(below: directory).contains("models.sqlite"))
    }
  }

  @Test func foreignRegistryIsRefusedAndNothingIsTouched() async throws {
    try await withReadyModel { directory, id in
      try removeRegistry(directory)
      _ = try SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite"))
      let kept = dataFiles(directory)
      try await isRefused(directory, saying: "another registry")
      #expect(dataFiles(directory) == kept)
    }
  }

  /// A symbolic link may lead to files of others, which sweeping would move to the trash.
  @Test(arguments: ["uploads", "datasets", "artefacts", "trash"])
  func linkInPlaceOfAFolderIsRefused(_ folder: String) async throws {
    try await withTemporaryDirectory { directory in
      let (data, elsewhere) = (
        directory.appendingPathComponent("data"), directory.appendingPathComponent("elsewhere")
      )
      let theirs = elsewhere.appendingPathComponent("a/b")
      for made in [data, theirs] {
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(
        at: data.appendingPathComponent(folder), withDestinationURL: elsewhere)
      try await isRefused(data, saying: "\(folder) is a symbolic link")
      #expect(FileManager.default.fileExists(atPath: theirs.path))
    }
  }

  /// If a model's folder is a symbolic link, the files in its target aren't moved either.
  @Test func linksAmongModelsAreNotFollowed() async throws {
    try await withReadyModel { directory, id in
      let elsewhere = directory.appendingPathComponent("elsewhere")
      let theirs = elsewhere.appendingPathComponent("theirs")
      try FileManager.default.createDirectory(at: theirs, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: directory.appendingPathComponent("datasets/linked"), withDestinationURL: elsewhere)
      let registry = try SQLiteModelRegistry(
        file: directory.appendingPathComponent("models.sqlite"))
      await Sweeper(
        registry: registry,
        directory: DataDirectory(
          root: directory, files: WorkPool("files", threads: 1, maxWaiting: 10)),
        retention: .seconds(1), logger: TestLog().logger
      ).sweep()
      #expect(FileManager.default.fileExists(atPath: theirs.path))
    }
  }

  /// Also in a directory of an earlier version, which doesn't record its registry.
  @Test func unknownFilesAreRefused() async throws {
    try await withReadyModel { directory, id in
      try removeRegistry(directory)
      try FileManager.default.removeItem(at: directory.appendingPathComponent("registry"))
      let kept = dataFiles(directory)
      try await isRefused(directory, saying: "models that the registry doesn't know")
      #expect(dataFiles(directory) == kept)
    }
  }

  @Test func directoryFromBeforeIsAdopted() async throws {
    try await withReadyModel { directory, id in
      try FileManager.default.removeItem(at: directory.appendingPathComponent("registry"))
      for _ in 0..<2 {
        try await ProviderUnderTest.run(in: directory) { test in
          let status = try await test.status(id)
          #expect(status == .readyToUse)
        }
        #expect(files(below: directory).contains("registry"))
      }
    }
  }

  @Test func restoredBackupGoesOn() async throws {
    try await withReadyModel { directory, id in
      let file = directory.appendingPathComponent("models.sqlite")
      let backup = try Data(contentsOf: file)
      try removeRegistry(directory)
      try await isRefused(directory, saying: "missing")
      try backup.write(to: file)
      try await ProviderUnderTest.run(in: directory) { test in
        #expect(try await test.status(id) == .readyToUse)
        let artefacts = try await test.provider.artefacts(ofModel: id)
        #expect(FileManager.default.fileExists(atPath: artefacts.path))
      }
    }
  }

  /// On request, a new registry is created. The files are moved to the trash and not deleted.
  @Test func newRegistryMovesTheFilesToTheTrash() async throws {
    try await withReadyModel { directory, id in
      let before = dataFiles(directory).map { String($0.split(separator: "/").last ?? "") }
      try removeRegistry(directory)
      try await ProviderUnderTest.run(in: directory, acceptsNewRegistry: true) { test in
        try await eventually("files stay") {
          dataFiles(directory).allSatisfy { $0.hasPrefix("trash/") }
        }
        let trash = dataFiles(directory).map { String($0.split(separator: "/").last ?? "") }
        #expect(Set(trash) == Set(before))
      }
      try await ProviderUnderTest.run(in: directory) { _ in }
    }
  }

  @Test func newerRegistryIsRefused() async throws {
    try await withReadyModel { directory, id in
      let file = directory.appendingPathComponent("models.sqlite")
      let sql = "INSERT INTO grdb_migrations (identifier) VALUES ('99: from the future')"
      let outcome = try await Command(
        "python3",
        [
          "-c",
          "import sqlite3,sys;c=sqlite3.connect(sys.argv[1]);c.execute(sys.argv[2]);c.commit()",
          file.path, sql,
        ]
      ).run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      try await isRefused(directory, saying: "newer version")
    }
  }

  @Test func unusableDirectoryIsNamed() async throws {
    try await withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("file")
      try Data().write(to: file)
      try await isRefused(file.appendingPathComponent("models"), saying: file.path)
      try FileManager.default.createDirectory(
        at: directory.appendingPathComponent("models.sqlite"), withIntermediateDirectories: true)
      try await isRefused(directory, saying: "models.sqlite cannot be opened")
      try FileManager.default.removeItem(at: directory.appendingPathComponent("models.sqlite"))
      try Data("this isn't a database, but it is quite long".utf8)
        .write(to: directory.appendingPathComponent("models.sqlite"))
      try await isRefused(directory, saying: "models.sqlite cannot be opened")
    }
  }

  private func isRefused(
    _ directory: URL, saying text: String, location: SourceLocation = #_sourceLocation
  ) async throws {
    let error = await #expect(throws: ProviderError.self, sourceLocation: location) {
      try await ProviderUnderTest.run(in: directory) { _ in }
    }
    #expect(error?.code == .invalidConfiguration, sourceLocation: location)
    #expect(error?.message.contains(text) == true, "\(error as Any)", sourceLocation: location)
  }

  private func removeRegistry(_ directory: URL) throws {
    for file in files(below: directory) where file.hasPrefix("models.sqlite") {
      try FileManager.default.removeItem(at: directory.appendingPathComponent(file))
    }
  }

  private func withReadyModel(_ body: (URL, String) async throws -> Void) async throws {
    try await withTemporaryDirectory { directory in
      let id = try await ProviderUnderTest.run(in: directory) { try await $0.readyModel() }
      try await body(directory, id)
    }
  }
}
