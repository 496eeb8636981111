import GRPCCore
import ServiceLifecycle

extension ServerContext {
  /// Runs the work of a call, and cancels its task once nobody waits for the answer: because the
  /// client has gone, or because its deadline has passed.
  ///
  /// gRPC Swift says so to the context and cancels no task. When the server begins to shut down it
  /// says the same of every open call, although each may still end in peace.
  ///
  /// - Parameters:
  ///   - grace: how long the call may go on when the server shuts down.
  ///   - work: what the call does.
  /// - Throws: `RPCError` if the answer is not wanted any more; what `work` throws.
  func whileWanted<T: Sendable>(
    grace: Duration, _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask {
        try await cancellation.cancelled
        guard Task.isShuttingDownGracefully else {
          throw RPCError(code: .cancelled, message: "the client has gone or its time is over")
        }
        try await Task.sleep(for: grace)
        throw RPCError(code: .unavailable, message: "the service shuts down; try again later")
      }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
