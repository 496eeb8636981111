import ArgumentParser
import EtcdStore
import Foundation
import Logging
import ProviderCluster
import TrainingManifest
import TrainingProvider

/// A node of a provider, which a test halts, kills, cuts off and wakes.
@main struct ClusterNode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster-node", abstract: "Does the jobs of a registry in etcd, for tests.")

  @Option(help: "The addresses of etcd's members.")
  var etcd: [String]

  @Option(help: "What the keys in etcd begin with.")
  var prefix: String

  @Option(help: "The node's data directory.")
  var data: String

  @Option(help: "The folder for datasets and artefacts, which all nodes share.")
  var blobs: String

  @Option(help: "How long a claim lasts, in seconds.")
  var term: Int

  @Option(help: "How long a training takes, in milliseconds.")
  var training: Int

  @Option(help: "The port of training.Model; none if the node only does jobs.")
  var port: Int?

  @Option(help: "After how many seconds a file that no model refers to is removed at a start.")
  var settling = 24 * 60 * 60

  func run() async throws {
    LoggingSystem.bootstrap { label in StreamLogHandler.standardError(label: label) }
    let client = try EtcdClient(
      EtcdConfiguration(
        endpoints: etcd.compactMap { EtcdEndpoint($0) }, timeout: .seconds(5),
        attemptTimeout: .seconds(1)))
    let claims = EtcdJobClaims(client, prefix: prefix, term: .seconds(term))
    var limits = ProviderLimits()
    limits.jobs.checkpointInterval = .milliseconds(300)
    limits.storage.minFreeBytes = 1 << 20
    let provider = try await ModelProvider(
      dataDirectory: URL(fileURLWithPath: data), methods: [Self.method],
      trainer: SteppingTrainer(time: .milliseconds(training), name: data), limits: limits,
      registry: EtcdModelRegistry(sharing: claims), claims: claims,
      blobs: SharedFolderStore(
        root: URL(fileURLWithPath: blobs), settlingTime: .seconds(settling),
        abandonmentTime: .seconds(settling)))
    guard let port else {
      say("node runs")
      return try await provider.run()
    }
    let server = try await ProviderServer(
      provider: provider, services: [], service: .init(port: 0), maintenance: .init(port: port))
    async let serving: Void = server.run()
    if await server.endpoints != nil { say("node runs") }
    try await serving
  }

  private static let method = TrainingMethod(
    fullName: "service.ExampleService.stt", source: "service.proto",
    serviceName: "ExampleService", methodName: "stt", kind: .unary,
    modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
    options: TrainingOptions(datasetType: "zip"))
}

/// Writes a line at once: a process that is killed can't do so later.
func say(_ line: String) {
  FileHandle.standardError.write(Data("\(line)\n".utf8))
}
