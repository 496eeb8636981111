import Foundation
import TrainingManifest
import TrainingProvider

struct Free: Trainer {
  func validationPrice(
    of model: TrainableModel, dataset: TrainingDataset?, link: LinkedDataset?
  ) async throws -> UInt64 { 0 }

  func trainingPrice(
    of model: TrainableModel, dataset: TrainingDataset?
  ) async throws -> UInt64 { 0 }

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {}
}

@main
struct App {
  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let method = TrainingMethod(
      fullName: "shop.Search.find", source: "shop.proto", serviceName: "Search", methodName: "find",
      kind: .unary, modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
      options: TrainingOptions())
    _ = try await ModelProvider(
      dataDirectory: folder, methods: [method], trainer: Free(), prices: .free)
    print("ready")
  }
}
