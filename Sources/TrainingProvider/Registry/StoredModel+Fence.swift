extension StoredModel {
  /// Admits a change under a claim, and from now on refuses changes under earlier claims.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/claimLost`` if the model was changed under a
  ///   later claim.
  public mutating func pass(_ claim: JobClaim) throws(ProviderError) {
    guard claim.fence >= fence else { throw .claimLost(claim.job) }
    fence = claim.fence
  }
}
