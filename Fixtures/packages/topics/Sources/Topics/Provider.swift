import Foundation
import TrainingProvider

extension Server {
  /// The provider, which keeps models in SQLite and files in its data directory.
  static func provider() async throws -> ModelProvider {
    try await ModelProvider(
      dataDirectory: URL(filePath: Settings.dataDirectory),
      methods: Topics_Topics.Training.methods, trainer: TopicTrainer())
  }
}
