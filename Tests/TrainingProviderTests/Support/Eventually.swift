import Testing

/// Waits until `condition` is true, and records an issue if that takes longer than 20 s.
func eventually(
  _ what: Comment, location: SourceLocation = #_sourceLocation,
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while try await !condition() {
    try #require(ContinuousClock.now < deadline, what, sourceLocation: location)
    try await Task.sleep(for: .milliseconds(10))
  }
}
