import Foundation
import TrainingProtos
import TrainingProvider

/// Trained models, each with an address and the history of its training.
enum SyntheticModels {
  static let service = "ExampleService"
  static let method = "stt"

  /// An address on the lists of half of all models.
  static let frequentAddress = "0xfrequent"

  /// The identifier of a model. Like random ones, those of successive models aren't neighbours.
  static func id(_ number: Int) -> String {
    String(format: "%08x-0000-4000-8000-%012x", number * 2_654_435_761 & 0xFFFF_FFFF, number)
  }

  /// The address of a model; every other one has the frequent one.
  static func address(_ number: Int) -> String {
    number % 2 == 0 ? frequentAddress : String(format: "0x%040x", number)
  }

  /// A model of many, of which one is created every half minute up to the start of this program.
  static func entry(_ number: Int, of count: Int) -> RegistryEntry {
    let id = id(number)
    let created = start.addingTimeInterval(-30 * Double(count - number))
    let model = StoredModel(
      id: id, status: .readyToUse, revision: 4, name: "model \(number)",
      description: "A model for speech, in three words.", serviceName: service, methodName: method,
      addressList: [address(number)], createdAt: created, updatedAt: created.addingTimeInterval(60),
      dataset: StoredDataset(
        file: "\(id)/1f8k2m3n4p5q6-1r7s8t9u0v1w2", name: "recordings.zip", byteCount: 1 << 20),
      artefacts: "\(id)/1f8k2m3n4p5q6-2r7s8t9u0v1w2", artefactBytes: 2 << 20)
    let history = Self.history.enumerated().map { revision, entry in
      ModelTransition(
        revision: Int64(revision), date: created.addingTimeInterval(Double(revision) * 10),
        from: entry.old, to: entry.new, reason: entry.reason)
    }
    return RegistryEntry(model: model, history: history)
  }

  /// In whole milliseconds, which every registry keeps.
  private static let start = Date(
    timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

  private static let history: [(old: Training_Status?, new: Training_Status, reason: String)] = [
    (nil, .created, "the model was created"), (.created, .validating, "an upload began"),
    (.validating, .validated, "the dataset was accepted"),
    (.validated, .training, "a training began"), (.training, .readyToUse, "the training ended"),
  ]
}
