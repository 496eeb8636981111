import Testing

@testable import TrainingProvider

/// What all claims guarantee, run over every driver.
@Suite struct JobClaimsTests {
  private let job = JobReference(modelID: "model", revision: 3)

  @Test(arguments: ClaimsDriver.allCases)
  func aJobHasOneClaimAtATime(_ driver: ClaimsDriver) async throws {
    try await driver.run { claims in
      let claim = try #require(try await claims.claim(job, after: 0))
      #expect(claim.job == job)
      #expect(try await claims.claim(job, after: 0) == nil)
      let other = JobReference(modelID: "model", revision: 4)
      #expect(try await claims.claim(other, after: 0) != nil)
      try await claims.release(claim)
      #expect(try await claims.claim(job, after: 0) != nil)
    }
  }

  @Test(arguments: ClaimsDriver.allCases)
  func oneOfManyGetsTheJob(_ driver: ClaimsDriver) async throws {
    try await driver.run { claims in
      let winners = try await withThrowingTaskGroup(of: JobClaim?.self) { group in
        for _ in 0..<20 { group.addTask { try await claims.claim(job, after: 0) } }
        return try await group.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
      }
      #expect(winners == 1)
    }
  }

  /// Also if the implementation knows nothing of earlier claims, for example after a restart.
  @Test(arguments: ClaimsDriver.allCases)
  func fencesGrow(_ driver: ClaimsDriver) async throws {
    try await driver.run { claims in
      var last = Int64(0)
      for seen in [Int64(0), 0, 9, 2] {
        let claim = try #require(try await claims.claim(job, after: max(seen, last)))
        #expect(claim.fence > last)
        #expect(claim.fence > seen)
        last = claim.fence
        try await claims.release(claim)
      }
    }
  }

  @Test(arguments: ClaimsDriver.allCases)
  func anotherCanClaimTheJobAfterTheTerm(_ driver: ClaimsDriver) async throws {
    try await driver.run(term: driver.shortTerm) { claims in
      let first = try #require(try await claims.claim(job, after: 0))
      let second = try await next(claims, after: first)
      #expect(second.fence > first.fence)
      let error = await #expect(throws: ProviderError.self) { try await claims.renew(first) }
      #expect(error?.code == .claimLost)
      // The claim of another isn't ended by one who lost his.
      try await claims.release(first)
      try await claims.renew(second)
      #expect(try await claims.claim(job, after: 0) == nil)
    }
  }

  @Test(arguments: ClaimsDriver.allCases)
  func renewedClaimsLast(_ driver: ClaimsDriver) async throws {
    try await driver.run(term: driver.shortTerm) { claims in
      let claim = try #require(try await claims.claim(job, after: 0))
      let end = ContinuousClock.now + claim.term * 3
      while .now < end {
        try await claims.renew(claim)
        #expect(try await claims.claim(job, after: 0) == nil)
        try await Task.sleep(for: claim.term / 20)
      }
      _ = try await next(claims, after: claim)
    }
  }

  @Test(arguments: ClaimsDriver.allCases)
  func aReleasedClaimCannotBeRenewed(_ driver: ClaimsDriver) async throws {
    try await driver.run { claims in
      let claim = try #require(try await claims.claim(job, after: 0))
      try await claims.release(claim)
      try await claims.release(claim)
      let error = await #expect(throws: ProviderError.self) { try await claims.renew(claim) }
      #expect(error?.code == .claimLost)
    }
  }

  /// Waits until the term of a claim has ended, and claims the job.
  private func next(_ claims: any JobClaims, after claim: JobClaim) async throws -> JobClaim {
    let begin = ContinuousClock.now
    while .now - begin < claim.term * 4 {
      if let next = try await claims.claim(job, after: claim.fence) { return next }
      try await Task.sleep(for: claim.term / 20)
    }
    return try #require(nil, "the claim doesn't end with its term")
  }
}
