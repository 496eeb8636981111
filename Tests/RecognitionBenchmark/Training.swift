import Foundation
import SpeechRecognition

/// Trains recognisers on clips.
enum Training {
  static func recogniser(on clips: [Corpus.Clip]) throws -> Recogniser {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).bin")
    defer { try? FileManager.default.removeItem(at: file) }
    var trainer = VocabularyTrainer()
    for clip in clips { trainer.add(try utterance(clip.file), transcript: clip.phrase) }
    try trainer.train()
    try trainer.write(to: file)
    return try Recogniser(contentsOf: file)
  }

  static func utterance(_ file: URL) throws -> Utterance {
    try Utterance(AudioDecoder().decode(Data(contentsOf: file)))
  }
}
