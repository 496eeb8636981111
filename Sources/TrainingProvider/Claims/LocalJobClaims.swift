import Synchronization

/// Claims within one process, kept in memory.
///
/// This is enough for one machine. The lock of the data directory already keeps a second provider from
/// doing the same jobs, and it ends with the process, like these claims. So after a crash, the next
/// provider can claim every job at once and needn't wait for a term to end.
public final class LocalJobClaims: JobClaims {
  /// How long a claim lasts unless it is renewed.
  public let term: Duration

  private let state = Mutex(State())

  private struct State {
    var lastFence: Int64 = 0
    var held: [JobReference: Holding] = [:]
  }

  private struct Holding {
    let fence: Int64
    var end: ContinuousClock.Instant
  }

  /// Creates an empty set of claims.
  ///
  /// - Parameter term: how long a claim lasts unless it is renewed; at least 1 ms.
  public init(term: Duration = .seconds(30)) {
    self.term = max(term, .milliseconds(1))
  }

  public func claim(_ job: JobReference, after fence: Int64) -> JobClaim? {
    state.withLock { state in
      if let holding = state.held[job], .now < holding.end { return nil }
      // A fence is a count of claims, so it can't reach the end of the numbers.
      state.lastFence = max(state.lastFence, fence) &+ 1
      state.held[job] = Holding(fence: state.lastFence, end: .now + term)
      return JobClaim(to: job, fence: state.lastFence, term: term)
    }
  }

  public func renew(_ claim: JobClaim) throws {
    try state.withLock { state in
      guard state.held[claim.job]?.fence == claim.fence else {
        throw ProviderError.claimLost(claim.job)
      }
      state.held[claim.job]?.end = .now + term
    }
  }

  public func release(_ claim: JobClaim) {
    state.withLock { state in
      if state.held[claim.job]?.fence == claim.fence { state.held[claim.job] = nil }
    }
  }
}
