import EtcdStore
import Foundation
import SwiftProtobuf
import Synchronization
package import TrainingProvider

/// A registry in etcd that is being filled. No provider can use it before it is complete.
package final class EtcdRegistryTarget: RegistryTarget {
  private let registry: EtcdModelRegistry
  private let state = Mutex(State())

  private struct State {
    var identity = ""
    /// The note about the import, as it was last changed; `nil` if the registry was complete.
    var note: EtcdEntry?
    /// The sums of the models that were confirmed.
    var usage: [EtcdKey: Training_Cluster_UsageRecord] = [:]
  }

  private var etcd: EtcdClient { registry.etcd }
  private var keys: ClusterKeys { registry.keys }
  private var move: RegistryMove { RegistryMove(etcd: etcd, keys: keys) }

  package var name: String { "\(keys.prefix) in etcd" }

  package init(_ registry: EtcdModelRegistry) {
    self.registry = registry
  }

  package func begin(_ archive: String, identity: String) async throws -> ImportProgress {
    try await translatingErrors {
      try await move.requireUnused()
      let found = try await move.read()
      if let entry = found.registry {
        guard try Training_Cluster_RegistryRecord(entry).identity == identity else {
          throw refusal("is the registry of another provider")
        }
        return .complete
      }
      let note = try await found.move.orBegin { try await self.begin(archive) }
      let record = try Training_Cluster_MoveRecord(note)
      guard record.archive == archive else {
        throw refusal("contains a part of another archive")
      }
      state.withLock { ($0.identity, $0.note) = (identity, note) }
      return .parts(Int(clamping: record.parts))
    }
  }

  private func begin(_ archive: String) async throws -> EtcdEntry {
    let count = try await etcd.read(EtcdQuery(.prefix(keys.key("")), content: .count)).count
    guard count == 0 else { throw refusal("contains \(count) keys") }
    let note = try await move.change(
      nil, to: .with { $0.archive = archive }, if: [.isMissing(keys.registry)])
    guard let note else { throw Self.isRace }
    return note
  }

  package func store(
    _ entries: [RegistryEntry], places: [Int64], asPart part: Int
  ) async throws {
    try await translatingErrors {
      var batches = try entries.map(operations).batches
      let last = batches.popLast() ?? []
      for batch in batches { try await commit(batch, parts: part) }
      try await commit(last, parts: part + 1)
    }
  }

  private func commit(_ operations: [EtcdOperation], parts: Int) async throws {
    guard let note = state.withLock(\.note) else { return }
    var record = try Training_Cluster_MoveRecord(note)
    record.parts = Int64(parts)
    guard let next = try await move.change(note, to: record, and: operations) else {
      throw Self.isRace
    }
    state.withLock { $0.note = next }
  }

  /// What stores a model. Making the same changes twice is the same as making them once.
  private func operations(_ entry: RegistryEntry) throws -> [EtcdOperation] {
    let record = Training_Cluster_ModelRecord.with {
      $0.set(entry.model)
      $0.firstRevision = entry.firstRevision
    }
    let id = entry.model.id
    var operations: [EtcdOperation] = [.put(keys.model(id), try record.data)]
    operations += keys.lists(of: entry.model).map { .put($0, Data()) }
    operations += try entry.history.map { transition in
      .put(
        keys.history(ofModel: id, at: transition.revision),
        try Training_Cluster_TransitionRecord(transition).data)
    }
    if entry.lastFence > 0 {
      let fence = Training_Cluster_FenceRecord.with { $0.fence = entry.lastFence }
      operations.append(.put(keys.fence(ofModel: id), try fence.data))
    }
    return operations
  }

  package func confirm(_ entries: [RegistryEntry]) async throws {
    let found = try await translatingErrors {
      try await registry.entries(withIDs: entries.map(\.model.id))
    }
    let models = Dictionary(found.map { ($0.model.id, $0) }) { first, _ in first }
    for entry in entries {
      try entry.requireSame(as: models[entry.model.id], in: name)
      let share = ModelShare(entry.model)
      state.withLock { $0.usage[keys.usage(ofModel: entry.model.id), default: .init()].add(share) }
    }
  }

  package func store(_ changes: [OperatorChange]) async throws {
    if state.withLock({ $0.note != nil }) {
      try await translatingErrors {
        let operations = try Training_Cluster_ArchivedChanges(changes).changes.map { record in
          [EtcdOperation.put(keys.operatorChange(record.number), try record.data)]
        }
        let parts = try state.withLock { try $0.note.map { try Training_Cluster_MoveRecord($0) } }
        for batch in operations.batches { try await commit(batch, parts: Int(parts?.parts ?? 0)) }
      }
    }
    guard try await registry.operatorChanges(after: 0) == changes else {
      throw ProviderError(.digestMismatch, "the changes by operators differ in \(name)")
    }
  }

  package func counts() async throws -> RegistryCounts {
    try await translatingErrors { try await registry.counts() }
  }

  package func publish() async throws {
    let (identity, note, usage) = state.withLock { ($0.identity, $0.note, $0.usage) }
    try await translatingErrors {
      guard let note else { return try await confirm(usage) }
      let record = Training_Cluster_RegistryRecord.with { $0.identity = identity }
      let sums = try usage.map { EtcdOperation.put($0, try $1.data) }
      let result = try await etcd.commit(
        EtcdTransaction(
          if: [.lastChange(of: keys.move, isAt: note.modRevision)],
          thenAll: sums + [.put(keys.registry, try record.data), .delete(.key(keys.move))]),
        isRepeatable: true)
      // An attempt whose answer got lost may have succeeded.
      guard result.succeeded else {
        if try await move.read().registry != nil { return }
        throw Self.isRace
      }
    }
  }

  /// Compares the sums of a registry that was complete.
  private func confirm(_ usage: [EtcdKey: Training_Cluster_UsageRecord]) async throws {
    let found = try await etcd.read(EtcdQuery(keys.usage)).entries
      .map { ($0.key, try Training_Cluster_UsageRecord($0).shares) }
    guard
      Dictionary(uniqueKeysWithValues: found).filter({ !$1.isEmpty }) == usage.mapValues(\.shares)
    else { throw ProviderError(.digestMismatch, "the sums of models differ in \(name)") }
  }

  package func close() async {}

  private func refusal(_ what: String) -> ProviderError {
    ProviderError(
      .invalidConfiguration,
      "\(keys.prefix) in etcd \(what): choose another prefix, or delete its keys with etcdctl del --prefix "
        + keys.prefix)
  }

  private static var isRace: ProviderError {
    ProviderError(
      .invalidConfiguration, "another program fills the same registry in etcd: let only one run")
  }
}

extension EtcdEntry? {
  /// The entry, or one that is made.
  fileprivate func orBegin(_ make: () async throws -> EtcdEntry) async throws -> EtcdEntry {
    if let self { return self }
    return try await make()
  }
}

extension [[EtcdOperation]] {
  /// The operations in groups that fit into one request. What belongs together may be divided.
  fileprivate var batches: [[EtcdOperation]] {
    // etcd accepts 1.5 MiB and, in groups of inner transactions, 128 operations by 60.
    let (maxBytes, maxCount) = (1 << 20, 3000)
    var (batches, batch, bytes) = ([[EtcdOperation]](), [EtcdOperation](), 0)
    for operation in joined() {
      let size = operation.byteCount
      if !batch.isEmpty, bytes + size > maxBytes || batch.count >= maxCount {
        batches.append(batch)
        (batch, bytes) = ([], 0)
      }
      batch.append(operation)
      bytes += size
    }
    return batch.isEmpty ? batches : batches + [batch]
  }
}

extension EtcdOperation {
  /// About how much of a request the operation takes up.
  fileprivate var byteCount: Int {
    guard case .put(let key, let value, _) = self else { return 256 }
    return key.bytes.count + value.count + 32
  }
}

extension Training_Cluster_UsageRecord {
  /// The sums that aren't zero, by status.
  fileprivate var shares: [Int32: [UInt64]] {
    let sums = statuses.filter { $0.models != 0 || $0.bytes != 0 }
      .map { ($0.status, [UInt64(bitPattern: $0.models), $0.bytes]) }
    return Dictionary(sums) { first, _ in first }
  }
}
