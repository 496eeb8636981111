extension StoredModel {
  /// Changes the model under a claim, and from now on refuses changes under earlier claims.
  ///
  /// While `change` runs, ``fence`` is still that of the last change. So the first change under a claim can
  /// tell whether an earlier attempt of it was stored, although its answer was an error: the fence is that
  /// of its own claim then.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/claimLost`` if the model was changed under a
  ///   later claim; what `change` throws.
  public mutating func change(
    under claim: JobClaim, _ change: (inout StoredModel) throws -> Void
  ) throws {
    guard claim.fence >= fence else { throw ProviderError.claimLost(claim.job) }
    try change(&self)
    fence = claim.fence
  }
}
