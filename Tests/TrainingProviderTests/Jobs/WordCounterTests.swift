import Foundation
import GRPCCore
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
}
