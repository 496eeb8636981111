import Foundation
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct PartialFileTests {
  @Test func finishedFileIsInPlace() async throws {
    try await withTemporaryDirectory { directory in
      let file = PartialFile(at: directory.appendingPathComponent("part"), limit: 6)
      try await file.append(Data("abc".utf8))
      try await file.append(Data("def".utf8))
      let destination = directory.appendingPathComponent("model/data")
      try await file.finish(as: destination)
      #expect(try Data(contentsOf: destination) == Data("abcdef".utf8))
      #expect(files(below: directory) == ["model/data"])
    }
  }

  @Test func limitIsInclusiveAndNothingRemains() async throws {
    try await withTemporaryDirectory { directory in
      let file = PartialFile(at: directory.appendingPathComponent("part"), limit: 3)
      try await file.append(Data("abc".utf8))
      let error = await #expect(throws: ProviderError.self) {
        try await file.append(Data("d".utf8))
      }
      #expect(error?.code == .datasetTooLarge)
      await file.discard()
      await file.discard()
      #expect(files(below: directory) == [])
    }
  }

  @Test func nothingIsWrittenThroughALink() async throws {
    try await withTemporaryDirectory { directory in
      let target = directory.appendingPathComponent("target")
      let link = directory.appendingPathComponent("part")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
      let file = PartialFile(at: link, limit: 3)
      let error = await #expect(throws: ProviderError.self) {
        try await file.append(Data("a".utf8))
      }
      #expect(error?.code == .storageFailed)
      #expect(!FileManager.default.fileExists(atPath: target.path))
    }
  }
}
