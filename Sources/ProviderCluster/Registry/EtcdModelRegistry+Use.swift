import EtcdStore
import Foundation
import SwiftProtobuf
import TrainingProvider

extension EtcdModelRegistry {
  /// The identity of the registry, which is created by the first call of the first node.
  ///
  /// - Throws: `ProviderError`, with the code `invalidConfiguration` if a newer version has written the
  ///   registry, or if the registry is being moved.
  public func identity() async throws -> String {
    try await translatingErrors {
      let record = Training_Cluster_RegistryRecord.with {
        $0.identity = UUID().uuidString.lowercased()
      }
      let reads = [keys.registry, keys.move].map { EtcdOperation.read(EtcdQuery(.key($0))) }
      let result = try await etcd.commit(
        EtcdTransaction(
          if: [.isMissing(keys.registry), .isMissing(keys.move)],
          then: [.put(keys.registry, try record.data)] + reads, else: reads), isRepeatable: true)
      guard result.pages.count == 2 else { throw Self.incomplete }
      if let note = result.pages[1].entries.first { throw try isBeingMoved(note) }
      guard let entry = result.pages[0].entries.first else { throw Self.incomplete }
      return try Training_Cluster_RegistryRecord(entry).identity
    }
  }

  private func isBeingMoved(_ note: EtcdEntry) throws -> ProviderError {
    let isImport = try !Training_Cluster_MoveRecord(note).archive.isEmpty
    return ProviderError(
      .invalidConfiguration,
      isImport
        ? "the registry at \(keys.prefix) in etcd isn't complete: let models import go on until it ends"
        : "the registry at \(keys.prefix) in etcd is being exported: start the provider when that has ended"
    )
  }

  /// How long a node that was killed counts as one that uses the registry.
  static var useTerm: Duration { .seconds(30) }

  /// Keeps a key in etcd for as long as the task runs, so that nobody moves the registry meanwhile.
  public func announceUse() async {
    let node = keys.node(UUID().uuidString)
    var term: EtcdLease?
    while !Task.isCancelled {
      do {
        let lease = try await etcd.grantLease(for: Self.useTerm)
        term = lease
        try await etcd.put(node, try Training_Cluster_NodeRecord().data, lease: lease.id)
        try await etcd.keepAlive(lease)
      } catch {
        // What works on the registry reports that it can't be reached.
        try? await Task.sleep(for: .seconds(1))
      }
    }
    guard let term else { return }
    // In a task of its own, because this one is cancelled. If etcd is away, the lease ends by itself.
    await Task {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await etcd.revokeLease(term.id) }
        group.addTask { try? await Task.sleep(for: .seconds(2)) }
        await group.next()
        group.cancelAll()
      }
    }.value
  }

  /// Whether a node of a provider uses the registry.
  package var isInUse: Bool {
    get async throws {
      try await translatingErrors {
        try await etcd.read(EtcdQuery(keys.nodes, content: .count)).count > 0
      }
    }
  }
}
