import Foundation
import TrainingProvider

enum ModelProviderComment {
  typealias SpeechTrainer = TrainerComment.Speech

  static func serve() async throws {
    // EXAMPLE
    try await provider.run()
  }
}
