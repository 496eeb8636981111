@testable import TrainingProvider

/// The claims of one of several providers, which fail when a test tells them to.
final class FaultyClaims: JobClaims {
  /// Whether the claims can't be reached, as for a provider that is cut off.
  let isCutOff = Gate()

  /// Whether renewals seem to succeed although nothing is renewed, as for a provider that believes
  /// wrongly that it holds its claims.
  let isDeluded = Gate()

  /// How often a job was claimed with success.
  let claimed = Shared(0)

  private let claims: any JobClaims

  /// - Parameters:
  ///   - claims: the claims that all providers share.
  ///   - takeoverInterval: how often the provider looks for the work of others; `nil` for never.
  init(_ claims: any JobClaims, takeoverInterval: Duration? = nil) {
    self.claims = claims
    self.takeoverInterval = takeoverInterval
  }

  /// Whether the provider looks for the work of others.
  let takeoverInterval: Duration?

  func claim(_ job: JobReference, after fence: Int64) async throws -> JobClaim? {
    try fault()
    let claim = try await claims.claim(job, after: fence)
    if claim != nil { claimed.change { $0 += 1 } }
    return claim
  }

  func renew(_ claim: JobClaim) async throws {
    if isDeluded.isOpen { return }
    try fault()
    try await claims.renew(claim)
  }

  func release(_ claim: JobClaim) async throws {
    try fault()
    try await claims.release(claim)
  }

  private func fault() throws {
    if isCutOff.isOpen { throw Unreachable() }
  }

  private struct Unreachable: Error {}
}
