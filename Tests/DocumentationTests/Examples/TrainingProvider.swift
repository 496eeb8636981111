import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingManifest
import TrainingProvider

enum TrainingProviderPage {
  typealias SpeechTrainer = TrainerComment.Speech

  static func serve(_ methods: [TrainingMethod]) async throws {
    // EXAMPLE
    try await maintenance.serve()
  }
}
