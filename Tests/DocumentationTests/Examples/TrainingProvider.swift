import Foundation
import TrainingManifest
import TrainingProvider

enum TrainingProviderPage {
  typealias SpeechTrainer = TrainerComment.Speech
  typealias Speech = ProviderServerComment.Speech

  static func serve(_ methods: [TrainingMethod]) async throws {
    // EXAMPLE
  }
}
