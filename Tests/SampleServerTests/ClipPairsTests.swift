import Foundation
import SpeechRecognition
import TestSupport
import Testing
import TrainingDatasets
import TrainingProvider

@testable import sample_client
@testable import sample_server

@Suite struct ClipPairsTests {
  @Test func aClipAndATextOfTheSameNameAreAPair() async throws {
    let sound = try HeavyClips.clip(seconds: 0.5)
    let text = Data(" one\n".utf8)
    let pairs = try await pairs(["b.mp3": sound, "b.txt": text, "a.b.mp3": sound, "a.b.txt": text])
    #expect(pairs.pairs.map(\.path) == ["a.b.mp3", "b.mp3"])
    #expect(pairs.pairs.map(\.transcript) == ["one", "one"])
    #expect(pairs.trainer.clipCount == 2)
  }

  @Test(
    arguments: [
      (["a.mp3": sound], "a.mp3 has no a.txt"),
      (["a.txt": text], "a.txt has no clip"),
      (["a.mp3": sound, "a.mp4": sound, "a.txt": text], "a.mp3, a.mp4 share a name"),
      (["a.mp3": sound, "a.txt": Data(" \n".utf8)], "a.txt has to be text in UTF-8"),
      (["a.mp3": Data(), "a.txt": text], "a.mp3 is empty"),
      (
        ["a.png": Data("\u{89}PNG\r\n".utf8), "a.txt": text],
        "a.png isn't sound that can be decoded"
      ),
      (
        ["a.mp3": WaveFile.bytes(of: Data(repeating: 128, count: 8_000)), "a.txt": text],
        "is silent"
      ),
      ([:], "the dataset has no clip"),
    ])
  func otherFilesAreRejected(_ files: [String: Data], _ reason: String) async throws {
    let rejection = await #expect(throws: DatasetRejection.self) {
      _ = try await self.pairs(files)
    }
    #expect(rejection?.reason.contains(reason) == true, "\(rejection?.reason ?? "")")
  }

  @Test func tooLargeAClipIsRejected() async throws {
    let clip = Data(count: ClipLimits.audio.maxBytes + 1)
    let rejection = await #expect(throws: DatasetRejection.self) {
      _ = try await self.pairs(["a.mp3": clip, "a.txt": Self.text])
    }
    #expect(rejection?.reason.contains("a.mp3 is too large") == true)
  }

  /// The time of all clips together is limited, too.
  @Test func moreThanOneCallCanCompareIsRejected() throws {
    var files = ClipFiles()
    let clip = try HeavyClips.clip(seconds: 0.1)
    for number in 0..<ClipLimits.maxClips { try files.add("\(number).mp3", clip) }
    let rejection = #expect(throws: DatasetRejection.self) { try files.add("more.mp3", clip) }
    #expect(rejection?.reason.contains("send at most 2000 clips with 3600 s in total") == true)
  }

  private static let text = Data("one".utf8)
  private static let sound = WaveFile.bytes(of: Data((0..<8_000).map { UInt8($0 * $0 % 251) }))

  private func pairs(_ files: [String: Data]) async throws -> ClipPairs {
    try await withTemporaryDirectory { directory in
      let folder = directory.appendingPathComponent("clips")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
      let archive = directory.appendingPathComponent("clips.tar.gz")
      try DatasetArchive.tarGzip.pack(folder, into: archive)
      return try ClipPairs(of: ClipDataset(reader: DatasetReader(archiveAt: archive.path)))
    }
  }
}
