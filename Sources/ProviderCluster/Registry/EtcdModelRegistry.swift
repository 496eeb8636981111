public import EtcdStore
import Foundation
import SwiftProtobuf
public import TrainingProvider

/// A registry in etcd, which all nodes of a provider share.
///
/// Every change of a model is one transaction, which is only made if the model is still as it was read.
/// If somebody was faster, the model is read again. Limits for users are checked in the transaction that
/// stores a model, so they hold whichever nodes insert models at the same time.
///
/// A change under a claim is only made if the claim exists at that moment. So a node whose claim has
/// ended can't store a result, even if nobody else has claimed the job yet.
///
/// Deleted models stay, because the daemon never stops asking about a model. Lists by status and by
/// address are kept as keys of their own, so they are read page by page, whatever else there is.
public struct EtcdModelRegistry: ModelRegistry {
  let etcd: EtcdClient
  let keys: ClusterKeys
  /// Whether claims are in the same store.
  let checksClaims: Bool

  /// Uses a registry whose jobs are claimed in the same cluster, and which has the same prefix.
  public init(sharing claims: EtcdJobClaims) {
    (etcd, keys, checksClaims) = (claims.etcd, claims.keys, true)
  }

  /// Uses a registry whose jobs are claimed elsewhere. Only fences keep results of lost claims out: see
  /// `StoredModel.change(under:_:)`.
  ///
  /// - Parameters:
  ///   - etcd: a client of the cluster.
  ///   - prefix: what the keys begin with. Each provider has its own.
  public init(_ etcd: EtcdClient, prefix: String = EtcdJobClaims.defaultPrefix) {
    (self.etcd, keys, checksClaims) = (etcd, ClusterKeys(prefix: prefix), false)
  }

  public func storedModel(withID id: String) async throws -> StoredModel? {
    try await translatingErrors {
      try await etcd.get(keys.model(id)).map { try Training_Cluster_ModelRecord($0).model }
    }
  }

  @discardableResult
  public func update(
    _ id: String, _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await toTheEnd { try await self.change(id, under: nil, change) }
  }

  @discardableResult
  public func update(
    _ id: String, under claim: JobClaim,
    _ change: @escaping @Sendable (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    try await toTheEnd {
      try await self.change(id, under: claim) { model in
        try model.change(under: claim, change)
      }
    }
  }

  public func insert(_ model: StoredModel, limit: UserLimit?) async throws {
    try await toTheEnd { try await add(model, limit) }
  }

  /// Runs a change in a task of its own, so that it is completed even if the caller is cancelled.
  private func toTheEnd<T: Sendable>(
    _ change: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await Task { try await translatingErrors(change) }.value
  }

  /// The error for an answer that lacks what was asked for.
  static var incomplete: EtcdError { EtcdError(.refused, "etcd's answer is incomplete") }
}

// MARK: Changes

extension EtcdModelRegistry {
  /// What a change is based on.
  private struct Basis {
    var entry: EtcdEntry?
    var usage: EtcdEntry?
    var claim: EtcdEntry?
    /// Says that the registry is being moved.
    var move: EtcdEntry?
  }

  private func change(
    _ id: String, under claim: JobClaim?, _ change: (inout StoredModel) throws -> Void
  ) async throws -> ModelUpdate {
    // What the attempts wanted to store, by their names: an attempt whose answer got lost may have
    // succeeded.
    var attempts: [UInt64: ModelUpdate] = [:]
    while true {
      let basis = try await read(id, claim)
      guard let entry = basis.entry else { throw ProviderError.modelNotFound(id) }
      guard basis.move == nil else { throw ProviderError.moving }
      let record = try Training_Cluster_ModelRecord(entry)
      if let made = record.changes.lazy.compactMap({ attempts[$0] }).first { return made }
      let claimed = try claim.map { try condition(for: $0, basis.claim) } ?? nil
      let before = try record.model
      var after = before
      try change(&after)
      let transitions = after.takeTransitions()
      let update = ModelUpdate(before: before, after: after)
      if after == before, transitions.isEmpty { return update }
      let name = ModelChange.newName()
      attempts[name] = update
      let next = try await ModelChange(
        keys: keys, before: before, after: after, transitions: transitions, record: record,
        usage: usage(basis.usage), lastOperatorChange: number(before: transitions))
      let conditions =
        [.lastChange(of: entry.key, isAt: entry.modRevision), .isMissing(keys.move)]
        + [claimed].compactMap(\.self) + conditions(for: next, basis.usage)
      if try await commit(next, named: name, if: conditions) { return update }
      try await pause(attempts.count)
    }
  }

  /// Reads what a change needs at one moment.
  private func read(_ id: String, _ claim: JobClaim?) async throws -> Basis {
    var wanted = [keys.model(id), keys.usage(ofModel: id), keys.move]
    if checksClaims, let job = claim?.job { wanted.append(keys.claim(job.modelID, job.revision)) }
    let pages = try await etcd.commit(
      EtcdTransaction(then: wanted.map { .read(EtcdQuery(.key($0))) }), isRepeatable: true
    ).pages
    guard pages.count == wanted.count else { throw Self.incomplete }
    let entries = pages.map(\.entries.first)
    return Basis(
      entry: entries[0], usage: entries[1], claim: entries.count > 3 ? entries[3] : nil,
      move: entries[2])
  }

  /// The condition that a claim still exists; `nil` if that isn't known here.
  private func condition(for claim: JobClaim, _ entry: EtcdEntry?) throws -> EtcdCondition? {
    guard checksClaims else { return nil }
    guard let entry, try Training_Cluster_ClaimRecord(entry).fence == claim.fence else {
      throw ProviderError.claimLost(claim.job)
    }
    return .lastChange(of: entry.key, isAt: entry.modRevision)
  }

  private func usage(_ entry: EtcdEntry?) throws -> Training_Cluster_UsageRecord {
    try entry.map { try Training_Cluster_UsageRecord($0) } ?? .init()
  }

  /// The number of the last change by hand, if the number of the next one is needed.
  private func number(before transitions: [ModelTransition]) async throws -> Int64 {
    guard transitions.contains(where: \.isByOperator) else { return 0 }
    return try await lastOperatorChange()
  }

  private func conditions(for change: ModelChange, _ usage: EtcdEntry?) -> [EtcdCondition] {
    var conditions: [EtcdCondition] = []
    if change.changesUsage {
      let key = keys.usage(ofModel: change.after.id)
      conditions.append(.lastChange(of: key, isAt: usage?.modRevision ?? 0))
    }
    if change.transitions.contains(where: \.isByOperator) {
      conditions.append(.isMissing(keys.operatorChange(change.lastOperatorChange + 1)))
    }
    return conditions
  }

  private func commit(
    _ change: ModelChange, named name: UInt64, if conditions: [EtcdCondition],
    and operations: [EtcdOperation] = []
  ) async throws -> Bool {
    try await etcd.commit(
      EtcdTransaction(
        if: conditions, thenAll: change.operations(named: name) + operations),
      isRepeatable: true
    ).succeeded
  }

  /// Waits for a moment after attempts that others have forestalled, longer each time.
  private func pause(_ attempts: Int) async throws {
    let longest = min(1 << min(attempts, 6), 50)
    try await Task.sleep(for: .microseconds(Int64.random(in: 0...(Int64(longest) * 1000))))
  }
}

// MARK: New models

extension EtcdModelRegistry {
  private func add(_ model: StoredModel, _ limit: UserLimit?) async throws {
    var stored = model
    let transitions = [model.creation] + stored.takeTransitions()
    let addresses = limit == nil ? [] : ClusterKeys.addresses(of: model)
    let guards = Set(addresses.map(keys.limit)).sorted()
    let name = ModelChange.newName()
    for attempt in 1... {
      let read = try await etcd.entries(
        [keys.model(model.id), keys.usage(ofModel: model.id), keys.move] + guards)
      if let entry = read[0] {
        guard try Training_Cluster_ModelRecord(entry).changes.contains(name) else {
          throw ProviderError(
            .identifierTaken, "model \(model.id) already exists; try again", modelID: model.id)
        }
        return
      }
      guard read[2] == nil else { throw ProviderError.moving }
      // The numbers are read after the guards, so models that are inserted meanwhile are noticed.
      if let limit { try await check(limit, model, addresses) }
      let change = ModelChange(
        keys: keys, before: nil, after: stored, transitions: transitions,
        record: .with { $0.firstRevision = model.creation.revision }, usage: try usage(read[1]),
        lastOperatorChange: try await number(before: transitions))
      let unchanged = zip(guards, read.dropFirst(3)).map { key, entry in
        EtcdCondition.lastChange(of: key, isAt: entry?.modRevision ?? 0)
      }
      let conditions =
        [.isMissing(keys.model(model.id)), .isMissing(keys.move)] + conditions(for: change, read[1])
        + unchanged
      let marks = guards.map { EtcdOperation.put($0, Data()) }
      if try await commit(change, named: name, if: conditions, and: marks) { return }
      try await pause(attempt)
    }
  }

  /// Refuses a model if an address on its list has the largest allowed number of models already.
  private func check(
    _ limit: UserLimit, _ model: StoredModel, _ addresses: [String]
  ) async throws {
    let method = (model.serviceName, model.methodName)
    let counts = try await etcd.counts(addresses.map { keys.models(of: $0, for: method) })
    for (address, count) in zip(addresses, counts) where UInt64(count) >= limit.maxModels {
      throw ProviderError.quotaExceeded(address, model, limit)
    }
  }
}

extension ModelChange {
  /// A random number that names a change.
  fileprivate static func newName() -> UInt64 { UInt64.random(in: 1...UInt64.max) }
}
