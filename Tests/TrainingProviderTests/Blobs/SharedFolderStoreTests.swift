import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

/// What only a folder that several providers share guarantees; see ``BlobStoreTests`` for the rest.
@Suite struct SharedFolderStoreTests {
  /// Another provider sees artefacts only when they are complete.
  @Test func artefactsAppearComplete() async throws {
    try await withTemporaryDirectory { root in
      let (one, other) = (
        try await SharedFolderStore(root: root), try await SharedFolderStore(root: root)
      )
      let key = BlobKey.artefacts("model/training")
      let folder = try await one.makeFolder(for: key)
      try Data("weights".utf8).write(to: folder.url.appendingPathComponent("weights.bin"))
      #expect(try await !other.contains(key))
      #expect(try await other.models(with: .artefacts).isEmpty)
      #expect(try await folder.finish() == 7)
      let blob = try await other.open(key)
      #expect(files(below: blob.url) == ["weights.bin"])
      await folder.discard()
      #expect(try await !other.contains(key))
    }
  }

  /// A provider that starts leaves alone what others are writing or have just written.
  @Test func onlyOldFilesAreRemoved() async throws {
    try await withTemporaryDirectory { root in
      let writing = try await SharedFolderStore(root: root)
      let starting = try await SharedFolderStore(
        root: root, settlingTime: .seconds(1), abandonmentTime: .seconds(2))
      let writer = writing.writer(
        for: .dataset("m/new"), maxBytes: 10, expecting: nil, in: try await .testing())
      try await writer.append(Data("half".utf8))
      let folder = try await writing.makeFolder(for: .artefacts("m/training"))
      try await starting.discardUnfinished()
      try await writer.finish()
      let settled = { try await starting.settledBlobs(.dataset, ofModels: ["m"]) }
      #expect(try await settled().isEmpty)
      try await Task.sleep(for: .milliseconds(1100))
      #expect(try await settled() == [.dataset("m/new")])
      // A trainer that still writes keeps its folder.
      try Data("weights".utf8).write(to: folder.url.appendingPathComponent("weights.bin"))
      try await Task.sleep(for: .milliseconds(1100))
      try await starting.discardUnfinished()
      #expect(FileManager.default.fileExists(atPath: folder.url.path))
      try await Task.sleep(for: .milliseconds(1100))
      try await starting.discardUnfinished()
      #expect(!FileManager.default.fileExists(atPath: folder.url.path))
      #expect(files(below: root) == ["datasets/m/new"])
    }
  }

  /// Removing a model's last file removes its folder as well, while others add files.
  @Test func foldersOfModelsComeAndGo() async throws {
    try await withTemporaryDirectory { root in
      let store = try await SharedFolderStore(root: root)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<60 {
          group.addTask {
            let key = BlobKey.artefacts("m/\(number)")
            let folder = try await store.makeFolder(for: key)
            try Data("x".utf8).write(to: folder.url.appendingPathComponent("x"))
            _ = try await folder.finish()
            #expect(try await store.contains(key))
            await store.delete([key])
          }
        }
        try await group.waitForAll()
      }
      #expect(files(below: root).isEmpty)
    }
  }
}
