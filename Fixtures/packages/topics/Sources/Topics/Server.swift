import Foundation
import TrainingProvider

enum Server {
  static func run() async throws {
    let provider = try await provider()
    let cache = ModelCache(of: provider) { artefacts in
      let file = artefacts.directory.appending(path: TopicTrainer.file)
      return try JSONDecoder().decode(TopicModel.self, from: Data(contentsOf: file))
    }
    let workers = WorkPool(
      "topics", threads: ProcessInfo.processInfo.activeProcessorCount,
      maxWaiting: 1_000, priority: .computing)
    let server = try await ProviderServer(
      provider: provider,
      services: [TopicService(models: provider.models, cache: cache, workers: workers)],
      service: .init(port: Settings.port), maintenance: .init(port: Settings.maintenancePort),
      serviceID: "topics")
    try await server.run()
  }
}

/// The environment's settings. systemd sets the data directory.
enum Settings {
  static let dataDirectory = value("STATE_DIRECTORY") ?? "data"
  static let port = value("TOPICS_PORT").flatMap { Int($0) } ?? 5001
  static let maintenancePort = value("TOPICS_MAINTENANCE_PORT").flatMap { Int($0) } ?? 5002

  static func value(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }
}
