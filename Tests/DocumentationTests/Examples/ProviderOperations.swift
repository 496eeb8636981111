import Foundation
import Logging
import Metrics
import ProviderOperations
import ServiceLifecycle
import TrainingManifest
import TrainingProvider

enum ProviderOperationsPage {
  typealias SpeechTrainer = TrainerComment.Speech

  static func show(_ methods: [TrainingMethod], _ logger: Logger) async throws {
    // EXAMPLE
  }
}
