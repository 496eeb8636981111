import EtcdStore
import SwiftProtobuf
import Synchronization
package import TrainingProvider

/// A registry in etcd that no provider uses.
package final class EtcdRegistrySource: RegistrySource {
  private let registry: EtcdModelRegistry
  private let hold = Mutex<Hold?>(nil)

  /// What keeps providers out.
  private struct Hold {
    let lease: EtcdLease
    /// The revision at which the note was created that keeps them out.
    let start: Int64
    let renewal: Task<Void, any Error>
  }

  private var etcd: EtcdClient { registry.etcd }
  private var keys: ClusterKeys { registry.keys }

  package init(_ registry: EtcdModelRegistry) {
    self.registry = registry
  }

  package func identity() async throws -> String {
    try await translatingErrors {
      let state = try await RegistryMove(etcd: etcd, keys: keys).read()
      guard let entry = state.registry else {
        throw ProviderError(
          .invalidConfiguration,
          state.move == nil
            ? "there is no registry at \(keys.prefix) in etcd: name the prefix of a provider's keys"
            : "the registry at \(keys.prefix) in etcd isn't complete: let its import end first")
      }
      return try Training_Cluster_RegistryRecord(entry).identity
    }
  }

  /// Keeps providers out, until half a minute after the process has ended at the latest.
  package func begin(_ export: String) async throws {
    try await translatingErrors {
      let move = RegistryMove(etcd: etcd, keys: keys)
      try await move.requireUnused()
      let present = try await move.read().move
      // A note of the same export is that of a process that was killed.
      let isOwn = try present.map { try Training_Cluster_MoveRecord($0).export == export } ?? true
      guard isOwn else { throw isBusy }
      let lease = try await etcd.grantLease(for: EtcdModelRegistry.useTerm)
      let note = try await move.change(
        present, to: .with { $0.export = export }, lease: lease.id,
        if: [.noneCreated(in: keys.nodes, after: 0)])
      guard let note else {
        try await etcd.revokeLease(lease.id)
        throw isBusy
      }
      let renewal = Task { [etcd] in try await etcd.keepAlive(lease) }
      hold.withLock { $0 = Hold(lease: lease, start: note.createRevision, renewal: renewal) }
    }
  }

  package func entries(after id: String?, limit: Int) async throws -> [RegistryEntry] {
    try await translatingErrors { try await registry.entries(after: id, limit: limit) }
  }

  package func operatorChanges() async throws -> [OperatorChange] {
    try await registry.operatorChanges(after: 0)
  }

  /// Counts, and makes sure that providers were kept out all the time.
  package func counts() async throws -> RegistryCounts {
    try await translatingErrors {
      let counts = try await registry.counts()
      guard let start = hold.withLock({ $0?.start }),
        try await etcd.get(keys.move)?.createRevision == start
      else {
        throw ProviderError(
          .interrupted, "providers could use the registry meanwhile: run the export again")
      }
      return counts
    }
  }

  package func close() async {
    let hold = hold.withLock { hold in
      defer { hold = nil }
      return hold
    }
    guard let hold else { return }
    hold.renewal.cancel()
    try? await etcd.revokeLease(hold.lease.id)
  }

  private var isBusy: ProviderError {
    ProviderError(
      .invalidConfiguration,
      "the registry at \(keys.prefix) in etcd is being moved already, or a provider has just started: try "
        + "again in half a minute")
  }
}
