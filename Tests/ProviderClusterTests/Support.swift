import EtcdStore
import Foundation
import TestSupport
import Testing
import TrainingProvider

extension EtcdClient {
  /// A client of the cluster that the tests share.
  static func shared() throws -> EtcdClient {
    try EtcdClient(ports: EtcdCluster.shared.get().ports)
  }

  /// A client of members on the loopback interface.
  convenience init(ports: [Int]) throws {
    try self.init(
      EtcdConfiguration(
        endpoints: ports.map { EtcdEndpoint(host: "127.0.0.1", port: $0) }, timeout: .seconds(20),
        attemptTimeout: .seconds(2)))
  }
}

extension Trait where Self == ConditionTrait {
  /// Without a real etcd, there is nothing to test.
  static var needsEtcd: Self {
    .enabled("etcd is missing: run Scripts/test, which unpacks it") { EtcdNode.program != nil }
  }
}

/// A prefix that no other test uses.
func freshPrefix() -> String { "\(UUID().uuidString)/" }

func model(
  _ id: String, method: String = "m", addresses: [String] = [], createdAt: Date = Date()
) -> StoredModel {
  StoredModel(
    id: id, serviceName: "S", methodName: method, addressList: addresses, createdAt: createdAt)
}
