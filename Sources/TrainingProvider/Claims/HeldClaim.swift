import Synchronization

/// A claim that is renewed until its work has ended.
struct KeptClaim: Sendable {
  let claim: JobClaim
  /// Releases the claim.
  let end: @Sendable () async -> Void
}

/// A claim of this provider, while a job runs.
final class HeldClaim: Sendable {
  let claim: JobClaim
  private let lost = Atomic(false)

  init(_ claim: JobClaim) {
    self.claim = claim
  }

  /// Whether the claim was lost.
  var isLost: Bool { lost.load(ordering: .relaxed) }

  /// Records that the claim was lost.
  func lose() {
    lost.store(true, ordering: .relaxed)
  }

  /// Throws if the claim was lost.
  func check() throws(ProviderError) {
    if isLost { throw .claimLost(claim.job) }
  }
}
