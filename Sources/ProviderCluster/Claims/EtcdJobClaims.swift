public import EtcdStore
import Foundation
import SwiftProtobuf
public import TrainingProvider

/// Claims in etcd, by which the nodes of a provider share its jobs.
///
/// A claim is a key with a lease. The node that holds it renews the lease three times in each term. If the
/// node dies, hangs or is cut off, etcd deletes the key within about a second after the term, and another
/// node can claim the job. If etcd changes its leader meanwhile, leases can last for another term.
///
/// Fences are numbers that are stored for each model, and grow with each claim. Pass the claims to
/// ``EtcdModelRegistry/init(sharing:)``, so that changes under a claim are only made while it exists.
///
/// A process that ended without releasing its claims has to wait for the end of the term as well.
public struct EtcdJobClaims: JobClaims {
  let etcd: EtcdClient
  let keys: ClusterKeys

  /// How long a claim lasts unless it is renewed. etcd rounds it up to whole seconds, and to one and a half
  /// times its election timeout at least; `JobClaim.term` says how long it really is.
  public let term: Duration

  /// A third of a term.
  public var takeoverInterval: Duration? { max(term / 3, .milliseconds(200)) }

  /// What keys begin with unless a prefix is given.
  public static let defaultPrefix = "training/"

  /// Uses the claims of a cluster.
  ///
  /// - Parameters:
  ///   - etcd: a client of the cluster.
  ///   - prefix: what the keys begin with. Each provider has its own; its nodes share it.
  ///   - term: how long a claim lasts unless it is renewed.
  public init(
    _ etcd: EtcdClient, prefix: String = EtcdJobClaims.defaultPrefix,
    term: Duration = .seconds(30)
  ) {
    self.etcd = etcd
    keys = ClusterKeys(prefix: prefix)
    self.term = term
  }

  public func claim(_ job: JobReference, after fence: Int64) async throws -> JobClaim? {
    try await translatingErrors {
      let state = try await read(job)
      // Without a lease of its own, so that asking again and again costs little.
      guard state.claim == nil else { return nil }
      let lease = try await etcd.grantLease(for: term)
      do {
        let claim = try await claim(job, after: fence, from: state, lease)
        if claim == nil { try await etcd.revokeLease(lease.id) }
        return claim
      } catch {
        // The claim may exist. The task may be cancelled, so this is left to another one. If it fails, the
        // lease ends with its term.
        Task { try? await etcd.revokeLease(lease.id) }
        throw error
      }
    }
  }

  public func renew(_ claim: JobClaim) async throws {
    try await translatingErrors {
      guard let lease = try await lease(of: claim) else { throw ProviderError.claimLost(claim.job) }
      do {
        try await etcd.renewLease(lease)
      } catch let error as EtcdError where error.code == .leaseNotFound {
        throw ProviderError.claimLost(claim.job)
      }
    }
  }

  public func release(_ claim: JobClaim) async throws {
    try await translatingErrors {
      if let lease = try await lease(of: claim) { try await etcd.revokeLease(lease) }
    }
  }
}

extension EtcdJobClaims {
  /// What is known of a job.
  private struct State {
    /// The claim to the job, if there is one.
    var claim: EtcdEntry?
    /// The largest fence of the model's claims.
    var fence: EtcdEntry?

    init(_ pages: [EtcdPage]) throws {
      guard pages.count == 2 else { throw EtcdModelRegistry.incomplete }
      (claim, fence) = (pages[0].entries.first, pages[1].entries.first)
    }

    var lastFence: Int64 {
      get throws { try fence.map { try Training_Cluster_FenceRecord($0).fence } ?? 0 }
    }
  }

  private func read(_ job: JobReference) async throws -> State {
    try await State(
      etcd.commit(EtcdTransaction(then: reads(job)), isRepeatable: true).pages)
  }

  private func reads(_ job: JobReference) -> [EtcdOperation] {
    [keys.claim(job.modelID, job.revision), keys.fence(ofModel: job.modelID)]
      .map { .read(EtcdQuery(.key($0))) }
  }

  /// Claims a job, unless another claim exists.
  private func claim(
    _ job: JobReference, after fence: Int64, from first: State, _ lease: EtcdLease
  ) async throws -> JobClaim? {
    var state = first
    while true {
      // A fence is a count of claims, so it can't reach the end of the numbers.
      let next = max(fence, try state.lastFence) &+ 1
      let claim = JobClaim(to: job, fence: next, term: lease.term)
      let result = try await etcd.commit(
        transaction(for: claim, after: state, lease), isRepeatable: true)
      if result.succeeded { return claim }
      state = try State(result.pages)
      if let entry = state.claim {
        // An attempt without an answer may have succeeded. Nobody else has this lease.
        guard entry.lease == lease.id else { return nil }
        return JobClaim(
          to: job, fence: try Training_Cluster_ClaimRecord(entry).fence, term: lease.term)
      }
    }
  }

  private func transaction(
    for claim: JobClaim, after state: State, _ lease: EtcdLease
  ) throws -> EtcdTransaction {
    let (key, fence) = (
      keys.claim(claim.job.modelID, claim.job.revision), keys.fence(ofModel: claim.job.modelID)
    )
    let record = Training_Cluster_ClaimRecord.with { $0.fence = claim.fence }
    let last = Training_Cluster_FenceRecord.with { $0.fence = claim.fence }
    return EtcdTransaction(
      if: [
        .isMissing(key), .lastChange(of: fence, isAt: state.fence?.modRevision ?? 0),
      ],
      then: [.put(key, try record.data, lease: lease.id), .put(fence, try last.data)],
      else: reads(claim.job))
  }

  /// The lease of a claim; `nil` if the claim has ended.
  private func lease(of claim: JobClaim) async throws -> EtcdLease.ID? {
    guard let entry = try await etcd.get(keys.claim(claim.job.modelID, claim.job.revision)),
      try Training_Cluster_ClaimRecord(entry).fence == claim.fence
    else { return nil }
    return entry.lease
  }
}
