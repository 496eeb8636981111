import Testing

@testable import TrainingProvider

/// How claims are kept while work runs.
@Suite struct ClaimHolderTests {
  private let job = JobReference(modelID: "model", revision: 1)

  @Test func aClaimLastsForAsLongAsItsWork() async throws {
    let claims = LocalJobClaims(term: .milliseconds(300))
    let result = try await holder(claims).run(job, after: 5) { held in
      #expect(held.claim.fence == 6)
      let end = ContinuousClock.now + .milliseconds(1000)
      while .now < end {
        #expect(claims.claim(job, after: 0) == nil)
        try? await Task.sleep(for: .milliseconds(10))
      }
      return held.isLost
    }
    #expect(result == false)
    #expect(claims.claim(job, after: 0) != nil)
  }

  @Test func workWhoseClaimIsTakenIsCancelled() async throws {
    let claims = LocalJobClaims(term: .milliseconds(200))
    let result = try await holder(claims).run(job, after: 0) { held in
      claims.release(held.claim)
      let taken = claims.claim(job, after: 0)
      #expect(taken != nil)
      await untilCancelled()
      return held.isLost
    }
    #expect(result == true)
    // The claim of the other isn't released.
    #expect(claims.claim(job, after: 0) == nil)
  }

  /// Claims that can't be reached are lost at the end of the term, and not earlier.
  @Test func workIsCancelledAtTheEndOfTheTerm() async throws {
    let claims = FaultyClaims(LocalJobClaims(term: .milliseconds(600)))
    let begin = ContinuousClock.now
    let isLost = try await holder(claims).run(job, after: 0) { held in
      claims.isCutOff.open()
      await untilCancelled()
      return held.isLost
    }
    #expect(isLost == true)
    #expect(ContinuousClock.now - begin >= .milliseconds(600))
  }

  /// Cancelled work may take long to end, and keeps its claim until then.
  @Test func cancelledWorkKeepsItsClaim() async throws {
    let claims = LocalJobClaims(term: .milliseconds(200))
    let work = Task {
      try await holder(claims).run(job, after: 0) { held in
        await untilCancelled()
        await Task { try? await Task.sleep(for: .milliseconds(700)) }.value
        return held.isLost || claims.claim(job, after: 0) != nil
      }
    }
    work.cancel()
    #expect(try await work.value == false)
  }

  @Test func nothingRunsWithoutAClaim() async throws {
    let claims = LocalJobClaims()
    #expect(claims.claim(job, after: 0) != nil)
    let result = try await holder(claims).run(job, after: 0) { _ in true }
    #expect(result == nil)
  }

  private func holder(_ claims: any JobClaims) -> ClaimHolder {
    ClaimHolder(claims: claims, logger: TestLog().logger)
  }

  private func untilCancelled() async {
    while (try? await Task.sleep(for: .milliseconds(5))) != nil {}
  }
}
