import Foundation
import TestSupport
import Testing

@testable import SpeechRecognition

@Suite struct RecogniserTests {
  @Test func phrasesAreRecognisedInAnotherVoice() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      #expect(recogniser.clipCount == 6)
      #expect(recogniser.transcripts == Vocabularies.home)
      for name in Vocabularies.home {
        let heard = try recogniser.recognise(Sounds.utterance("asked/home/\(name).mp3"))
        #expect(heard?.transcript == name)
        #expect(heard?.isAccepted == true, "\(name): \(heard?.doubt ?? -1)")
      }
    }
  }

  @Test func otherPhrasesAreNotAccepted() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      for name in ["music", "weather"] {
        let heard = try recogniser.recognise(Sounds.utterance("asked/default/\(name).mp3"))
        #expect(heard?.isAccepted != true, "\(name): \(heard?.doubt ?? -1)")
      }
    }
  }

  @Test(arguments: ["mp3", "wav", "flac", "ogg"])
  func everyFormatIsRecognised(_ format: String) async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      let heard = try recogniser.recognise(Sounds.utterance("formats/coffee.\(format)"))
      #expect(heard?.transcript == "coffee")
      #expect(heard?.isAccepted == true)
    }
  }

  /// A clip that a model was trained on has the distance 0.
  @Test func theModelKnowsItsClips() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      let heard = try recogniser.recognise(Sounds.utterance("home/door.mp3"))
      #expect(heard?.distance == 0)
      #expect(heard?.transcript == "door")
    }
  }

  @Test func muchLongerRecordingsAreLikeNone() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      let long = Sounds.sweep(from: 300, to: 3_000, seconds: 9)
      #expect(try recogniser.recognise(Utterance(long)) == nil)
    }
  }

  /// The file is mapped: it can be removed while it is used.
  @Test func removedModelsStayUsable() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      try FileManager.default.removeItem(at: directory.appendingPathComponent("model.bin"))
      let heard = try recogniser.recognise(Sounds.utterance("asked/home/door.mp3"))
      #expect(heard?.transcript == "door")
    }
  }

  @Test func workEndsWhenItIsCancelled() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(in: directory)
      let utterance = try Sounds.utterance("home/door.mp3")
      let asking = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try recogniser.recognise(utterance)
      }
      await #expect(throws: CancellationError.self) { try await asking.value }
      let training = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        var trainer = try Vocabularies.trainer()
        try trainer.train()
      }
      await #expect(throws: CancellationError.self) { try await training.value }
    }
  }

  @Test func trainingReportsItsProgress() throws {
    var trainer = try Vocabularies.trainer()
    var reports: [String] = []
    try trainer.train { done, count in reports.append("\(done)/\(count)") }
    #expect(reports == (0...6).map { "\($0)/6" })
  }

  /// A model without clips hears nothing.
  @Test func aModelCanBeEmpty() async throws {
    try await withTemporaryDirectory { directory in
      let recogniser = try Vocabularies.recogniser(on: [], in: directory)
      #expect(try recogniser.recognise(Sounds.utterance("home/door.mp3")) == nil)
    }
  }
}
