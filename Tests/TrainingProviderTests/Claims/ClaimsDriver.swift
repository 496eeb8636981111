@testable import TrainingProvider

/// The drivers of ``JobClaims``, over which its suite runs.
enum ClaimsDriver: CaseIterable {
  case local

  /// A term that a test can wait for.
  var shortTerm: Duration { .milliseconds(400) }

  func run(
    term: Duration = .seconds(30), _ body: (any JobClaims) async throws -> Void
  ) async throws {
    switch self {
    case .local: try await body(LocalJobClaims(term: term))
    }
  }
}
