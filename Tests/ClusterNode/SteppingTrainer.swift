import Foundation
import TrainingProvider

/// A trainer that goes on from its last step after an interruption, says when it begins and ends, and writes
/// the node's name as the result.
struct SteppingTrainer: Trainer {
  let time: Duration
  let name: String

  private static let steps = 20

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    let checkpoint = run.checkpoints.appendingPathComponent("step")
    let saved = try? String(contentsOf: checkpoint, encoding: .utf8)
    let done = saved.flatMap { Int($0) } ?? 0
    say("training of \(model.id) begins at step \(done)")
    for step in done..<Self.steps {
      // A trainer that doesn't notice that it is cancelled.
      await Task { try? await Task.sleep(for: time / Self.steps) }.value
      try Data("\(step + 1)".utf8).write(to: checkpoint, options: .atomic)
    }
    try Data(name.utf8).write(to: run.artefacts.appendingPathComponent("node"))
    say("training of \(model.id) ends")
  }

  func resumption(
    of model: TrainableModel, on dataset: TrainingDataset, from checkpoints: URL
  ) -> TrainingResumption { .fromCheckpoints }
}
