import EtcdStore
import Foundation
import ProviderCluster
import TrainingProvider

extension Server {
  /// The provider of one of several nodes, which share models and jobs in etcd, and files in a folder.
  static func provider() async throws -> ModelProvider {
    let etcd = try EtcdClient(EtcdConfiguration(endpoints: Settings.etcd))
    let claims = EtcdJobClaims(etcd, prefix: "topics/")
    return try await ModelProvider(
      dataDirectory: URL(filePath: Settings.dataDirectory),
      methods: Topics_Topics.Training.methods, trainer: TopicTrainer(),
      registry: EtcdModelRegistry(sharing: claims), claims: claims,
      blobs: try await SharedFolderStore(root: URL(filePath: Settings.sharedDirectory)))
  }
}

extension Settings {
  /// The members of etcd, separated by commas.
  static let etcd = (value("TOPICS_ETCD") ?? "127.0.0.1").split(separator: ",")
    .compactMap { EtcdEndpoint(String($0)) }

  static let sharedDirectory = value("TOPICS_SHARED") ?? "/mnt/topics"
}
