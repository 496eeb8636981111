import Foundation
import Synchronization
import TrainingProvider

/// A trainer that copies the dataset, waits when a test tells it to, and counts its trainings.
final class StubTrainer: Trainer {
  let validationGate: Gate
  let trainingGate: Gate
  let failure: (any Error)?
  let rejection: String?
  private let isFlat: Bool
  private let counts = Mutex((begun: 0, validations: 0, surcharge: UInt64(0)))

  init(
    validationGate: Gate = Gate(open: true), trainingGate: Gate = Gate(open: true),
    failure: (any Error)? = nil, rejection: String? = nil, isFlat: Bool = false
  ) {
    self.validationGate = validationGate
    self.trainingGate = trainingGate
    self.failure = failure
    self.rejection = rejection
    self.isFlat = isFlat
  }

  var trainingsBegun: Int { counts.withLock(\.begun) }

  var validationsBegun: Int { counts.withLock(\.validations) }

  /// An addition to prices, with which a test can change them.
  var surcharge: UInt64 {
    get { counts.withLock(\.surcharge) }
    set { counts.withLock { $0.surcharge = newValue } }
  }

  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) -> UInt64 {
    guard !isFlat else { return 7 + surcharge }
    return 7 + (dataset?.byteCount ?? 0) + (link?.byteCount ?? 0) + surcharge
  }

  func trainingPrice(of model: TrainableModel, dataset: TrainingDataset?) -> UInt64 {
    .max - surcharge
  }

  func validate(_ dataset: TrainingDataset, for model: TrainableModel) async throws {
    counts.withLock { $0.validations += 1 }
    try await validationGate.pass()
    if let rejection { throw DatasetRejection(rejection) }
  }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    try Data("partial".utf8).write(to: artefacts.appendingPathComponent("weights.bin"))
    counts.withLock { $0.begun += 1 }
    try await trainingGate.pass()
    if let failure { throw failure }
    let data = try Data(contentsOf: dataset.file)
    try data.write(to: artefacts.appendingPathComponent("weights.bin"))
  }
}
