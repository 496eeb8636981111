import Foundation
import TrainingDatasets
import TrainingProvider

/// The trainer of "Writing a trainer", word for word.
struct WordCounter: Trainer {
  /// 1, and 1 more for each MiB that a link leads to.
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 {
    1 + (link?.byteCount ?? 0) >> 20
  }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 { 10 }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    var files = 0
    try dataset.reader.forEachFile { _ in
      files += 1
      try Task.checkCancellation()
    }
    guard files > 1 else { throw DatasetRejection("one text is too few: send more") }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    var words = 0
    try dataset.reader.forEachFile { file in
      words += try file.readAll(upTo: 1 << 20).split(separator: UInt8(ascii: " ")).count
      try Task.checkCancellation()
    }
    try Data("\(words)".utf8).write(to: artefacts.appendingPathComponent("words"))
  }
}
