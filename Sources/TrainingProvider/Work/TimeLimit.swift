/// Runs `work` in a task that is cancelled when it takes too long.
///
/// - Throws: `error` if it takes longer than `limit`; what `work` throws.
func withTimeLimit<T: Sendable>(
  _ limit: Duration, or error: ProviderError, _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T?.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    while let result = try await group.next() {
      guard let result else { throw error }
      return result
    }
    throw CancellationError()
  }
}
