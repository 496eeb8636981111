/// Runs `work`, and cancels it if it has not ended at a point in time.
///
/// Waits for the end of `work` in any case, so `work` has to end soon after it is cancelled.
///
/// - Throws: `error` at the point in time; what `work` throws.
func withDeadline<T: Sendable>(
  _ deadline: ContinuousClock.Instant, orThrow error: ProviderError,
  _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T.self) { group in
    defer { group.cancelAll() }
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(until: deadline, clock: .continuous)
      throw error
    }
    guard let result = try await group.next() else { throw error }
    return result
  }
}
