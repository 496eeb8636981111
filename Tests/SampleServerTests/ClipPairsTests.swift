import Foundation
import TestSupport
import Testing
import TrainingDatasets
import TrainingProvider

@testable import sample_client
@testable import sample_server

@Suite struct ClipPairsTests {
  @Test func aClipAndATextOfTheSameNameAreAPair() async throws {
    let files = ["a.mp3": "1", "a.txt": " one\n", "b.c.png": "2", "b.c.txt": "two"]
    let pairs = try await pairs(files)
    #expect(pairs.transcripts == ["a.mp3": "one", "b.c.png": "two"])
  }

  @Test(
    arguments: [
      (["a.mp3": "1"], "a.mp3 has no a.txt"),
      (["a.txt": "one"], "a.txt has no clip"),
      (["a.mp3": "1", "a.mp4": "2", "a.txt": "one"], "a.mp3, a.mp4 share a name"),
      (["a.mp3": "1", "a.txt": " \n"], "a.txt has to be text in UTF-8"),
      (["a.mp3": "", "a.txt": "one"], "a.mp3 is empty"),
      ([:], "the dataset has no clip"),
    ])
  func otherFilesAreRejected(_ files: [String: String], _ reason: String) async throws {
    let rejection = await #expect(throws: DatasetRejection.self) {
      _ = try await self.pairs(files)
    }
    #expect(rejection?.reason.contains(reason) == true)
  }

  @Test func tooLargeAClipIsRejected() async throws {
    let clip = String(repeating: "x", count: ClipLimits.maxClipBytes + 1)
    let rejection = await #expect(throws: DatasetRejection.self) {
      _ = try await self.pairs(["a.mp3": clip, "a.txt": "one"])
    }
    #expect(rejection?.reason.contains("a.mp3 is too large") == true)
  }

  @Test func moreThanOneCallCanCompareIsRejected() async throws {
    var files: [String: String] = [:]
    let clip = String(repeating: "x", count: ClipLimits.maxClipBytes)
    for index in 0..<16 { (files["\(index).mp3"], files["\(index).txt"]) = (clip, "one") }
    let rejection = await #expect(throws: DatasetRejection.self) {
      _ = try await self.pairs(files)
    }
    #expect(rejection?.reason.contains("16 clips with 16777216 bytes in total") == true)
    #expect(rejection?.reason.contains("Send fewer clips, for example 15 of that size") == true)
    (files["0.mp3"], files["0.txt"]) = (nil, nil)
    let pairs = try await pairs(files)
    #expect(pairs.transcripts.count == 15)
  }

  private func pairs(_ files: [String: String]) async throws -> ClipPairs {
    try await withTemporaryDirectory { directory in
      let folder = directory.appendingPathComponent("clips")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
      }
      let archive = directory.appendingPathComponent("clips.tar.gz")
      try DatasetArchive.tarGzip.pack(folder, into: archive)
      return try ClipPairs(of: ClipDataset(reader: DatasetReader(archiveAt: archive.path)))
    }
  }
}
