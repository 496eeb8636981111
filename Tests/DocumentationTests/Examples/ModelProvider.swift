import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import TrainingProvider

enum ModelProviderComment {
  typealias SpeechTrainer = TrainerComment.Speech

  static func serve() async throws {
    // EXAMPLE
    try await maintenance.serve()
  }
}
