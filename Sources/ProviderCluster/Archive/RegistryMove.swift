import EtcdStore
import TrainingProvider

/// Keeps providers from using a registry in etcd while it is moved.
///
/// That is noted under the key `move`. A node whose provider starts refuses to, and changes by a node that
/// runs all the same are refused, too.
struct RegistryMove: Sendable {
  let etcd: EtcdClient
  let keys: ClusterKeys

  /// The note and the registry, as they are at one moment.
  struct State {
    var move: EtcdEntry?
    var registry: EtcdEntry?
  }

  func read() async throws -> State {
    let entries = try await etcd.entries([keys.move, keys.registry])
    return State(move: entries[0], registry: entries[1])
  }

  /// Changes the note with other keys.
  ///
  /// - Parameters:
  ///   - entry: the present note, as it was read.
  ///   - record: the new note.
  ///   - lease: what the note ends with, if anything.
  ///   - conditions: what else has to hold.
  ///   - operations: the other changes.
  /// - Returns: the new note; `nil` if the conditions don't hold.
  func change(
    _ entry: EtcdEntry?, to record: Training_Cluster_MoveRecord, lease: EtcdLease.ID? = nil,
    if conditions: [EtcdCondition] = [], and operations: [EtcdOperation] = []
  ) async throws -> EtcdEntry? {
    var record = record
    record.change = UInt64.random(in: 1 ... .max)
    try await etcd.commit(
      EtcdTransaction(
        if: [.lastChange(of: keys.move, isAt: entry?.modRevision ?? 0)] + conditions,
        thenAll: operations + [.put(keys.move, try record.data, lease: lease)]),
      isRepeatable: true)
    // Whatever the answer says: an attempt whose answer got lost may have succeeded.
    guard let found = try await etcd.get(keys.move),
      try Training_Cluster_MoveRecord(found).change == record.change
    else { return nil }
    return found
  }

  /// Refuses to move a registry that providers use.
  func requireUnused() async throws {
    let nodes = try await etcd.read(EtcdQuery(keys.nodes, content: .count)).count
    guard nodes == 0 else { throw inUse(nodes) }
  }

  private func inUse(_ nodes: Int) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "\(nodes) nodes of a provider use the registry at \(keys.prefix) in etcd: stop them first. A node that "
        + "was killed counts for \(Int(EtcdModelRegistry.useTerm / .seconds(1))) seconds")
  }
}

extension ProviderError {
  /// The error for a change while the registry is moved.
  static var moving: ProviderError {
    ProviderError(.unreachable, "the provider's registry is being moved; try again later")
  }
}
