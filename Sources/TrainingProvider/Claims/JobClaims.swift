/// Decides who may do which job, so that several providers can share the work on the same models.
///
/// A provider claims a job before it begins, and renews the claim until the job has ended, three times
/// in each term. If the provider dies, hangs or is cut off, the claim's term ends, and another provider
/// can claim the job. A provider that has lost its claim cancels the work. Until it notices, fences keep
/// its results out of the registry: a new claim has a larger fence, and the registry refuses changes
/// under a claim with a smaller one.
///
/// The methods don't block the thread, and return soon after their task is cancelled.
public protocol JobClaims: Sendable {
  /// How often a provider looks for the work of others, so that it goes on if they are gone; `nil`, the
  /// default, if no others share these claims.
  ///
  /// A provider takes part in work that it has seen twice. What it can't claim it leaves alone until the
  /// claim has ended.
  var takeoverInterval: Duration? { get }

  /// Claims a job.
  ///
  /// - Parameters:
  ///   - job: the job.
  ///   - fence: the largest fence that the registry has seen for the model, 0 if it has seen none. The
  ///     claim's fence is larger, even if the implementation has forgotten all claims since.
  /// - Returns: the claim; `nil` if another claim to the job exists and its term hasn't ended.
  /// - Throws: the implementation's own errors. The provider tries again later.
  func claim(_ job: JobReference, after fence: Int64) async throws -> JobClaim?

  /// Lets a claim last for another term from now on.
  ///
  /// An implementation can renew a claim whose term has ended, if nobody has claimed the job since.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/claimLost`` if the claim has ended; the
  ///   implementation's own errors. After those, the provider tries again until the term ends.
  func renew(_ claim: JobClaim) async throws

  /// Ends a claim, so that the job can be claimed at once. Does nothing if the claim has already ended.
  ///
  /// - Throws: the implementation's own errors. The claim then lasts until its term ends.
  func release(_ claim: JobClaim) async throws
}

extension JobClaims {
  public var takeoverInterval: Duration? { nil }

  /// Whether other providers share the claims.
  var areShared: Bool { takeoverInterval != nil }
}

extension ProviderError {
  /// The error for work on a job whose claim has ended.
  public static func claimLost(_ job: JobReference) -> ProviderError {
    ProviderError(
      .claimLost,
      "the provider no longer holds its claim to the work on model \(job.modelID), so this work was "
        + "given up; it goes on elsewhere or later", modelID: job.modelID)
  }
}
