import GRPCCore
import ServiceLifecycle

extension ServerContext {
  /// Runs the work of a call, and cancels its task when nobody waits for the answer any more,
  /// because the client has disconnected or its deadline has passed.
  ///
  /// gRPC Swift reports this in the context, but doesn't cancel the task. It reports the same for
  /// every open call when the server begins to shut down, although these calls may still be
  /// completed.
  ///
  /// - Parameters:
  ///   - grace: how long the call may continue when the server shuts down.
  ///   - work: the work of the call.
  /// - Throws: `RPCError` if nobody waits for the answer; any error that `work` throws.
  func whileWanted<T: Sendable>(
    grace: Duration, _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask {
        try await cancellation.cancelled
        guard Task.isShuttingDownGracefully else {
          throw RPCError(code: .cancelled, message: "the client has gone or its deadline passed")
        }
        try await Task.sleep(for: grace)
        throw RPCError(code: .unavailable, message: "the service is shutting down; try again later")
      }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
