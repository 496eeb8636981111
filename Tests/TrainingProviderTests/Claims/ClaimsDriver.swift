import EtcdStore
import Foundation
import ProviderCluster
import TestSupport

@testable import TrainingProvider

/// The drivers of ``JobClaims``, over which its suite runs.
enum ClaimsDriver: CaseIterable {
  case local
  case etcd

  /// Without a real etcd, its driver is left out.
  static var allCases: [ClaimsDriver] { [.local] + (EtcdNode.program == nil ? [] : [.etcd]) }

  /// A term that a test can wait for. etcd counts whole seconds.
  var shortTerm: Duration { self == .local ? .milliseconds(400) : .seconds(1) }

  func run(
    term: Duration = .seconds(30), _ body: (any JobClaims) async throws -> Void
  ) async throws {
    switch self {
    case .local: try await body(LocalJobClaims(term: term))
    case .etcd:
      try await body(
        EtcdJobClaims(EtcdClient.shared(), prefix: "\(UUID().uuidString)/", term: term))
    }
  }
}
