import Foundation
import GRPCCore
import TrainingProvider
import TrainingRuntime

/// What the README's reader has written.
enum README {
  // EXAMPLE

  struct ClipTrainer: Trainer {
    func train(
      _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
    ) {}
  }

  // EXAMPLE
}
