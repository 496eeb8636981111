/// Runs `work`, and cancels it if it hasn't ended by `deadline`.
///
/// The function always waits for `work` to end, so `work` must end soon after it is cancelled.
///
/// - Throws: `error` at the deadline; any error that `work` throws.
func withDeadline<T: Sendable>(
  _ deadline: ContinuousClock.Instant, orThrow error: ProviderError,
  _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
  try await withInterruption(
    by: { try await Task.sleep(until: deadline, clock: .continuous) }, orThrow: error, work)
}

/// Runs `work`, and cancels it if `signal` returns first.
///
/// The function always waits for `work` to end, so `work` must end soon after it is cancelled.
///
/// - Throws: `error` if `signal` returns first; any error that `signal` or `work` throws.
package func withInterruption<T: Sendable>(
  by signal: @escaping @Sendable () async throws -> Void, orThrow error: any Error,
  _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T.self) { group in
    defer { group.cancelAll() }
    group.addTask(operation: work)
    group.addTask {
      try await signal()
      throw error
    }
    guard let result = try await group.next() else { throw error }
    return result
  }
}
