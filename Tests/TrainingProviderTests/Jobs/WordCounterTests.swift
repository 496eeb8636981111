import Foundation
import GRPCCore
import TestSupport
import Testing
import TrainingProtos
import TrainingProvider

/// What "Writing a trainer" says is true.
@Suite struct WordCounterTests {
  @Test func exampleTrains() async throws {
    try await ProviderUnderTest.run(trainer: WordCounter()) { test in
      let id = try await test.create()
      try await test.upload(id, ZipArchive.make([("a.txt", Data("one text".utf8))]))
      try await test.reaches(id, .errored)
      let model = try await test.stored(id)
      #expect(model.failureReason == "one text is too few: send more")
      let texts = ["a.txt", "b.txt"].map { ($0, Data("two words".utf8)) }
      try await test.uploaded(id, ZipArchive.make(texts))
      _ = try await test.train(id)
      try await test.reaches(id, .readyToUse)
      let words = try await test.provider.artefacts(ofModel: id).appendingPathComponent("words")
      #expect(try Data(contentsOf: words) == Data("4".utf8))
    }
  }

  /// A training that is interrupted counts no text twice.
  @Test func exampleContinues() async throws {
    try await withTemporaryDirectory { folder in
      let (artefacts, checkpoints) = (folder.appending(path: "a"), folder.appending(path: "c"))
      for directory in [artefacts, checkpoints] {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      }
      try Data(#"{"files": 1, "words": 100}"#.utf8)
        .write(to: checkpoints.appendingPathComponent("count.json"))
      let archive = folder.appendingPathComponent("data.zip")
      try ZipArchive.make(["a.txt", "b.txt"].map { ($0, Data("two words".utf8)) }).write(
        to: archive)
      let run = TrainingRun(artefacts: artefacts, checkpoints: checkpoints)
      try await ResumingWordCounter().train(
        TrainableModel(id: "m", method: TestMethods.stt),
        on: TrainingDataset(file: archive, name: "data.zip", byteCount: 1), in: run)
      let words = artefacts.appendingPathComponent("words")
      #expect(try Data(contentsOf: words) == Data("102".utf8))
      #expect(run.progress?.message == "2 files")
    }
  }
}
