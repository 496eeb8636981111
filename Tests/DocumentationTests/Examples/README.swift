import Foundation
import GRPCCore
import TrainingProvider
import TrainingRuntime

/// What the README's reader has written.
enum README {
  // EXAMPLE

  struct ClipTrainer: Trainer {
    func validationPrice(
      of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
    ) -> UInt64 { 0 }

    func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 0 }

    func train(
      _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
    ) {}
  }

  // EXAMPLE
}
