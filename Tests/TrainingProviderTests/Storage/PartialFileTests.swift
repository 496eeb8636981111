import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct PartialFileTests {
  @Test func finishedFileIsInPlace() async throws {
    try await withTemporaryDirectory { directory in
      let file = try await partialFile(in: directory, limit: 6)
      try await file.append(Data("abc".utf8))
      try await file.append(Data("def".utf8))
      let destination = directory.appendingPathComponent("model/data")
      try await file.finish(as: destination)
      #expect(try Data(contentsOf: destination) == Data("abcdef".utf8))
      #expect(dataFiles(directory) == ["model/data"])
    }
  }

  @Test func limitIsInclusiveAndNothingRemains() async throws {
    try await withTemporaryDirectory { directory in
      let file = try await partialFile(in: directory, limit: 3)
      try await file.append(Data("abc".utf8))
      let error = await #expect(throws: ProviderError.self) {
        try await file.append(Data("d".utf8))
      }
      #expect(error?.code == .datasetTooLarge)
      await file.discard()
      await file.discard()
      #expect(dataFiles(directory) == [])
    }
  }

  @Test func nothingIsWrittenThroughALink() async throws {
    try await withTemporaryDirectory { directory in
      let target = directory.appendingPathComponent("target")
      let link = directory.appendingPathComponent("part")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
      let file = try await partialFile(in: directory, limit: 3)
      let error = await #expect(throws: ProviderError.self) {
        try await file.append(Data("a".utf8))
      }
      #expect(error?.code == .storageFailed)
      #expect(!FileManager.default.fileExists(atPath: target.path))
    }
  }

  /// If the new name of a file can't be synchronized, the file is removed.
  @Test func failedSynchronizationLeavesNothing() async throws {
    try await withTemporaryDirectory { directory in
      let model = directory.appendingPathComponent("model")
      let file = try await partialFile(in: directory, limit: 3) { url throws(SystemError) in
        guard url.lastPathComponent != "model" else { throw SystemError("fsync") }
      }
      try await file.append(Data("abc".utf8))
      let error = await #expect(throws: ProviderError.self) {
        try await file.finish(as: model.appendingPathComponent("data"))
      }
      #expect(error?.code == .storageFailed)
      await file.discard()
      #expect(dataFiles(directory) == [])
    }
  }

  /// The content is synchronized before the file is moved, then its new name. The folder has to be
  /// synchronized in its parent, too, even if it existed: the upload that created it may have
  /// failed to do so.
  @Test func bytesAndBothFoldersAreSynchronized() async throws {
    try await withTemporaryDirectory { directory in
      let synchronized = Shared<[String]>([])
      try FileManager.default.createDirectory(
        at: directory.appendingPathComponent("datasets"), withIntermediateDirectories: true)
      for name in ["a", "b"] {
        let file = try await partialFile(in: directory, limit: 3) { url throws(SystemError) in
          let inPlace = directory.appendingPathComponent("datasets/model/\(name)").path
          let isInPlace = FileManager.default.fileExists(atPath: inPlace)
          synchronized.change { $0.append(url.lastPathComponent + (isInPlace ? "" : ", before")) }
        }
        try await file.append(Data("abc".utf8))
        try await file.finish(as: directory.appendingPathComponent("datasets/model/\(name)"))
        try await Task.sleep(for: .milliseconds(1))
      }
      #expect(
        synchronized.value == [
          "part, before", "datasets", "model", "part, before", "datasets", "model",
        ])
    }
  }

  /// A folder that couldn't be synchronized when it was created is synchronized with the next file.
  @Test func folderIsSynchronizedAfterAFailure() async throws {
    try await withTemporaryDirectory { directory in
      let model = directory.appendingPathComponent("datasets/model")
      try FileManager.default.createDirectory(
        at: model.deletingLastPathComponent(), withIntermediateDirectories: true)
      let isBroken = Shared(true)
      let count = Shared(0)
      let make = { @Sendable in
        try await partialFile(in: directory, limit: 3) { url throws(SystemError) in
          guard url.lastPathComponent == "datasets" else { return }
          if isBroken.value { throw SystemError("fsync") }
          count.change { $0 += 1 }
        }
      }
      let first = try await make()
      try await first.append(Data("abc".utf8))
      await #expect(throws: ProviderError.self) {
        try await first.finish(as: model.appendingPathComponent("a"))
      }
      await first.discard()
      isBroken.change { $0 = false }
      let second = try await make()
      try await second.append(Data("abc".utf8))
      try await second.finish(as: model.appendingPathComponent("b"))
      #expect(count.value == 1)
      #expect(dataFiles(directory) == ["datasets/model/b"])
    }
  }

  /// Removing the last file of a model also removes its folder, at any time.
  @Test func folderThatVanishesIsMadeAgain() async throws {
    try await withTemporaryDirectory { directory in
      let model = directory.appendingPathComponent("model")
      let isOver = Shared(false)
      let removal = Task.detached {
        while !isOver.value {
          rmdir(model.path)
          usleep(50)
        }
      }
      defer { isOver.change { $0 = true } }
      for index in 0..<300 {
        let file = try await partialFile(in: directory, limit: 3)
        try await file.append(Data("abc".utf8))
        let destination = model.appendingPathComponent("\(index)")
        try await file.finish(as: destination)
        try FileManager.default.removeItem(at: destination)
      }
      isOver.change { $0 = true }
      await removal.value
    }
  }
}
