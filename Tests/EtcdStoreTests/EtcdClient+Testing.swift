import EtcdStore
import Foundation
import TestSupport
import Testing

extension EtcdClient {
  /// A client of the cluster that the tests share.
  static func shared() throws -> EtcdClient {
    try EtcdClient(EtcdConfiguration(ports: EtcdCluster.shared.get().ports))
  }
}

extension EtcdConfiguration {
  /// A configuration for members on the loopback interface.
  init(ports: [Int], timeout: Duration = .seconds(20), attemptTimeout: Duration = .seconds(2)) {
    self.init(
      endpoints: ports.map { EtcdEndpoint(host: "127.0.0.1", port: $0) }, timeout: timeout,
      attemptTimeout: attemptTimeout)
  }
}

extension EtcdKey {
  /// A prefix that no other test uses.
  static func fresh() -> String { "test-\(UUID().uuidString)/" }
}

extension Trait where Self == ConditionTrait {
  /// Without a real etcd, there is nothing to test.
  static var needsEtcd: Self {
    .enabled("etcd is missing: run Scripts/test, which unpacks it") { EtcdNode.program != nil }
  }
}

func text(_ value: String) -> Data { Data(value.utf8) }
