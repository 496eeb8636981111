import Foundation
import TrainingProvider

struct TrainingRunComment: Trainer {
  // EXAMPLE

  struct Network {
    var epoch = 0
    var loss = 0.0

    init(resumingFrom checkpoints: URL) throws {}

    mutating func fit(_ dataset: URL) throws { epoch += 1 }

    func save(in checkpoints: URL) throws {}

    func export(to artefacts: URL) throws {}
  }
}
