import Foundation
import SpeechRecognition
import TrainingProvider

/// Trains a model to recognise the phrases in the clips of a dataset.
struct ClipTrainer: Trainer {
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 { 1 }

  /// 10, plus 10 for each full MiB of the dataset.
  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 {
    10 * (1 + (dataset?.byteCount ?? 0) >> 20)
  }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    _ = try ClipPairs(of: ClipDataset(reader: dataset.reader))
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    run.report(0, stage: "hearing clips")
    let pairs = try ClipPairs(of: ClipDataset(reader: dataset.reader)) { heard in
      run.report(message: "\(heard)")
    }
    run.report(stage: "comparing clips")
    var trainer = pairs.trainer
    try trainer.train { compared, count in
      try run.checkCancellation()
      run.report(Double(compared) / Double(count), message: "\(compared) of \(count)")
    }
    try trainer.write(to: ClipRecogniser.file(in: run.artefacts))
  }
}
