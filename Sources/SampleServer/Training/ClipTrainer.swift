import Foundation
import TrainingProvider

/// Trains a model by storing the clips of a dataset with their transcripts.
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
    let clips = ClipDataset(reader: dataset.reader)
    run.report(stage: "pairing clips")
    let pairs = try ClipPairs(of: clips)
    run.report(0, stage: "compressing clips")
    let count = pairs.transcripts.count
    try ClipLibrary.write(pairs, from: clips, to: run.artefacts) { written in
      run.report(Double(written) / Double(count), message: "\(written) of \(count)")
    }
  }
}
