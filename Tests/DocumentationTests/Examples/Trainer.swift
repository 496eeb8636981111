import Foundation
import TrainingProvider

enum TrainerComment {
  // EXAMPLE

  static func fit(_ dataset: URL, _ weights: URL) async throws {}
}
