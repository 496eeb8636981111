import ArgumentParser
import EtcdStore
import Foundation
import Logging
import ProviderCluster
import TrainingManifest
import TrainingProvider

/// A node of a provider without a server, which a test halts, kills and wakes.
@main struct ClusterNode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster-node", abstract: "Does the jobs of a registry in etcd, for tests.")

  @Option(help: "The ports of etcd on the loopback interface.")
  var etcd: [Int]

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

  func run() async throws {
    let client = try EtcdClient(
      EtcdConfiguration(
        endpoints: etcd.map { EtcdEndpoint(host: "127.0.0.1", port: $0) },
        attemptTimeout: .seconds(1)))
    let claims = EtcdJobClaims(client, prefix: prefix, term: .seconds(term))
    let provider = try await ModelProvider(
      dataDirectory: URL(fileURLWithPath: data), methods: [Self.method],
      trainer: SlowTrainer(time: .milliseconds(training), name: data),
      registry: EtcdModelRegistry(sharing: claims), claims: claims,
      blobs: SharedFolderStore(root: URL(fileURLWithPath: blobs)))
    say("node runs")
    try await provider.run()
  }

  private static let method = TrainingMethod(
    fullName: "service.ExampleService.stt", source: "service.proto",
    serviceName: "ExampleService", methodName: "stt", kind: .unary,
    modelFields: [ModelField(name: "model_id", number: 1, presence: .singular)],
    options: TrainingOptions(datasetType: "zip"))
}

/// A trainer that says when it begins and ends, and writes the node's name as the result.
private struct SlowTrainer: Trainer {
  let time: Duration
  let name: String

  func train(
    _ model: TrainableModel, on dataset: TrainingDataset, into artefacts: URL
  ) async throws {
    say("training of \(model.id) begins")
    // A trainer that doesn't notice that it is cancelled.
    await Task { try? await Task.sleep(for: time) }.value
    try Data(name.utf8).write(to: artefacts.appendingPathComponent("node"))
    say("training of \(model.id) ends")
  }
}

/// Writes a line at once: a process that is killed can't do so later.
private func say(_ line: String) {
  FileHandle.standardError.write(Data("\(line)\n".utf8))
}
