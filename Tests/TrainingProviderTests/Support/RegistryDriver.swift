import EtcdStore
import Foundation
import ProviderCluster
import TestSupport

@testable import TrainingProvider

/// The drivers of ``ModelRegistry``, over which its suite runs.
enum RegistryDriver: CaseIterable {
  case sqlite
  /// Uses the defaults of the protocol.
  case memory
  case etcd

  /// Without a real etcd, its driver is left out.
  static var allCases: [RegistryDriver] {
    [.sqlite, .memory] + (EtcdNode.program == nil ? [] : [.etcd])
  }

  /// The drivers that keep histories.
  static var withHistories: [RegistryDriver] { allCases.filter { $0 != .memory } }

  func run(_ body: (any ModelRegistry) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      try await withTemporaryDirectory { directory in
        try await body(SQLiteModelRegistry(file: directory.appendingPathComponent("models.sqlite")))
      }
    case .memory:
      try await body(MemoryRegistry())
    case .etcd:
      try await body(EtcdModelRegistry(EtcdClient.shared(), prefix: "\(UUID().uuidString)/"))
    }
  }
}
