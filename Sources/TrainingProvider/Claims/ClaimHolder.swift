import Logging

/// Claims jobs, and renews the claims by a clock of its own while the work runs.
struct ClaimHolder: Sendable {
  let claims: any JobClaims
  let logger: Logger

  /// Whether other providers share the claims.
  var areShared: Bool { claims.areShared }

  /// Runs work under a claim. If the claim is lost, the work is cancelled.
  ///
  /// The claim is renewed until the work has ended, even if the calling task is cancelled: cancelled
  /// work still has to store how it ended.
  ///
  /// - Parameters:
  ///   - job: the job that the work does.
  ///   - fence: the largest fence that the registry has seen for the model.
  ///   - work: the work, in a task of its own.
  /// - Returns: the result of the work; `nil` if another provider has a claim to the job.
  /// - Throws: what ``JobClaims/claim(_:after:)`` throws.
  func run<T: Sendable>(
    _ job: JobReference, after fence: Int64, _ work: @escaping @Sendable (HeldClaim) async -> T
  ) async throws -> T? {
    let asked = ContinuousClock.now
    guard let claim = try await claims.claim(job, after: fence) else { return nil }
    let held = HeldClaim(claim)
    let working = Task { await work(held) }
    let renewal = Task {
      guard await isLost(claim, since: asked) else { return }
      held.lose()
      working.cancel()
    }
    let result = await withTaskCancellationHandler {
      await working.value
    } onCancel: {
      working.cancel()
    }
    renewal.cancel()
    await release(claim)
    return result
  }

  /// Claims a job for work that the caller does itself.
  ///
  /// - Returns: the claim, which is renewed until ``KeptClaim/end()`` is called; `nil` if another provider
  ///   has one to the job.
  /// - Throws: what ``JobClaims/claim(_:after:)`` throws.
  func keep(_ job: JobReference, after fence: Int64) async throws -> KeptClaim? {
    let asked = ContinuousClock.now
    guard let claim = try await claims.claim(job, after: fence) else { return nil }
    let renewal = Task { _ = await isLost(claim, since: asked) }
    return KeptClaim(claim: claim) {
      renewal.cancel()
      await release(claim)
    }
  }

  /// Renews a claim until it is lost or the task is cancelled.
  ///
  /// - Parameters:
  ///   - claim: the claim.
  ///   - start: when it was asked for.
  /// - Returns: whether the claim was lost.
  private func isLost(_ claim: JobClaim, since start: ContinuousClock.Instant) async -> Bool {
    var end = start + claim.term
    while (try? await Task.sleep(until: nextRenewal(of: claim, endingAt: end))) != nil {
      let asked = ContinuousClock.now
      do {
        try await withDeadline(max(end, patience(with: claim)), orThrow: .claimLost(claim.job)) {
          try await claims.renew(claim)
        }
        end = asked + claim.term
      } catch is CancellationError {
        return false
      } catch {
        if Task.isCancelled { return false }
        report("a claim cannot be renewed", error, claim)
        if (error as? ProviderError)?.code == .claimLost || .now >= end { return true }
      }
    }
    return false
  }

  /// A third of a term from now, or earlier if the term ends before.
  private func nextRenewal(
    of claim: JobClaim, endingAt end: ContinuousClock.Instant
  ) -> ContinuousClock.Instant {
    min(.now + claim.term / 3, max(end, patience(with: claim)))
  }

  /// How long to wait at least. A process that was halted for longer than the term may still renew its
  /// claim.
  private func patience(with claim: JobClaim) -> ContinuousClock.Instant { .now + claim.term / 10 }

  /// Releases a claim, in a task of its own, because the present one may be cancelled.
  private func release(_ claim: JobClaim) async {
    await Task {
      do {
        try await claims.release(claim)
      } catch {
        report("a claim cannot be released", error, claim)
      }
    }.value
  }

  private func report(_ what: String, _ error: any Error, _ claim: JobClaim) {
    logger.error(
      "\(what): \(Clipping.logLine("\(error)"))", metadata: ["model_id": "\(claim.job.modelID)"])
  }
}
