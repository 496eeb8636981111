import Foundation
import TestSupport

@testable import SpeechRecognition

/// Models for tests.
enum Vocabularies {
  static let home = ["blinds", "coffee", "door", "heating", "light-off", "light-on"]

  /// The name of a clip is its transcript.
  static func trainer(on names: [String] = home) throws -> VocabularyTrainer {
    var trainer = VocabularyTrainer()
    for name in names {
      trainer.add(try Sounds.utterance("home/\(name).mp3"), transcript: name)
    }
    return trainer
  }

  /// Trains a model, and opens its file.
  static func recogniser(
    on names: [String] = home, in directory: URL
  ) throws -> Recogniser {
    let file = directory.appendingPathComponent("model.bin")
    var trainer = try trainer(on: names)
    try trainer.train()
    try trainer.write(to: file)
    return try Recogniser(contentsOf: file)
  }
}
