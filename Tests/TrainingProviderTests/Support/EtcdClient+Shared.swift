import EtcdStore
import TestSupport

extension EtcdClient {
  /// A client of the cluster that the tests share.
  static func shared() throws -> EtcdClient {
    try EtcdClient(
      EtcdConfiguration(
        endpoints: EtcdCluster.shared.get().ports.map { EtcdEndpoint(host: "127.0.0.1", port: $0) },
        timeout: .seconds(20)))
  }
}
