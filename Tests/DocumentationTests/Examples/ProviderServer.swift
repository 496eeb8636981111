import Foundation
import GRPCCore
import TrainingProvider
import TrainingRuntime

enum ProviderServerComment {
  typealias SpeechTrainer = TrainerComment.Speech

  struct Speech: RegistrableRPCService {
    let models: any ModelResolver

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {}
  }

  static func serve() async throws {
    // EXAMPLE
  }
}
