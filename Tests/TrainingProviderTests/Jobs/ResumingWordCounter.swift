import Foundation
import TrainingDatasets
import TrainingProvider

/// The trainer of "Writing a trainer" that continues after an interruption, word for word.
struct ResumingWordCounter: Trainer {
  func resumption(
    of model: TrainableModel, on dataset: TrainingDataset, from checkpoints: URL
  ) -> TrainingResumption { .fromCheckpoints }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    let checkpoint = run.checkpoints.appendingPathComponent("count.json")
    var count = Count()
    if let saved = try? Data(contentsOf: checkpoint) {
      count = try JSONDecoder().decode(Count.self, from: saved)
    }
    var position = 0
    try dataset.reader.forEachFile { file in
      position += 1
      guard position > count.files else { return }
      try run.checkCancellation()
      count.words += try file.readAll(upTo: 1 << 20).split(separator: UInt8(ascii: " ")).count
      count.files = position
      try JSONEncoder().encode(count).write(to: checkpoint, options: .atomic)
      run.report(stage: "counting", message: "\(count.files) files")
    }
    try Data("\(count.words)".utf8).write(to: run.artefacts.appendingPathComponent("words"))
  }

  struct Count: Codable {
    var files = 0
    var words = 0
  }
}
