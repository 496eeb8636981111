import Foundation
import TrainingProvider

struct TopicTrainer: Trainer {
  static let file = "topics.json"

  /// 1, and 1 more for each MiB.
  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 {
    1 + (dataset?.byteCount ?? 0) >> 20
  }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    guard try Self.learn(dataset).counts.count > 1 else {
      throw DatasetRejection("one topic is too few: send a .txt file for each of several")
    }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, in run: TrainingRun
  ) async throws {
    run.report(0, stage: "counting words")
    let topics = try Self.learn(dataset)
    let file = run.artefacts.appending(path: Self.file)
    try JSONEncoder().encode(topics).write(to: file)
  }

  private static func learn(_ dataset: TrainingDataset) throws -> TopicModel {
    var topics = TopicModel()
    try dataset.reader.forEachFile { file in
      try Task.checkCancellation()
      let text = String(decoding: try file.readAll(upTo: 1 << 20), as: UTF8.self)
      let name = file.name.split(separator: "/").last ?? ""
      topics.learn(text, about: String(name.prefix { $0 != "." }))
    }
    return topics
  }
}
