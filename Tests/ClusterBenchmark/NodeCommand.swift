import ArgumentParser
import EtcdStore
import Foundation
import Logging
import ProviderCluster
import TrainingManifest
import TrainingProvider

/// A node with a server, for the other commands.
struct NodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node", abstract: "Runs a node until it is ended.", shouldDisplay: false)

  @Option var etcd: Int
  @Option var data: String
  @Option var blobs: String

  func run() async throws {
    let client = try EtcdClient(
      EtcdConfiguration(endpoints: [EtcdEndpoint(host: "127.0.0.1", port: etcd)]))
    let claims = EtcdJobClaims(client)
    var logger = Logger(label: "node")
    logger.logLevel = .error
    let provider = try await ModelProvider(
      dataDirectory: URL(fileURLWithPath: data), methods: [Self.method], trainer: QuickTrainer(),
      prices: .free, registry: EtcdModelRegistry(sharing: claims), claims: claims,
      blobs: SharedFolderStore(root: URL(fileURLWithPath: blobs)), logger: logger)
    let server = try await ProviderServer(
      provider: provider, services: [], service: .init(port: 0), maintenance: .init(port: 0),
      logger: logger)
    let announcement = Task {
      guard let endpoints = await server.endpoints else { return }
      try FileHandle.standardOutput.write(contentsOf: Data("\(endpoints)\n".utf8))
    }
    try await server.run()
    try await announcement.value
  }

  static let method = TrainingMethod(
    fullName: "service.ExampleService.stt", source: "service.proto",
    serviceName: SyntheticModels.service, methodName: SyntheticModels.method, kind: .unary,
    modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
    options: TrainingOptions(datasetType: "zip"))
}

/// A trainer that takes no time: what is measured is everything else.
private struct QuickTrainer: Trainer {
  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    try Data("weights".utf8).write(to: artefacts.appendingPathComponent("weights.bin"))
  }
}
