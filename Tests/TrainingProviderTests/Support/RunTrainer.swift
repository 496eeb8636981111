import Foundation
import TrainingProvider

/// A trainer that only says how it trains, with closures, and leaves the rest to the defaults.
struct RunTrainer: Trainer {
  let train: @Sendable (TrainingRun) async throws -> Void
  var resume: @Sendable (URL) throws -> TrainingResumption = { _ in .fromScratch }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    try await train(run)
  }

  func resumption(
    of model: TrainableModel, on dataset: TrainingDataset, from checkpoints: URL
  ) throws -> TrainingResumption {
    try resume(checkpoints)
  }
}
