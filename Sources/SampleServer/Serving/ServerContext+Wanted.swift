import GRPCCore

extension ServerContext {
  /// Runs the work of a call, and cancels its task when nobody waits for the answer any more,
  /// because the client has disconnected or its deadline has passed.
  ///
  /// gRPC Swift reports this in the context, but doesn't cancel the task.
  ///
  /// - Parameter work: the work of the call.
  /// - Throws: `RPCError` if nobody waits for the answer; any error that `work` throws.
  func whileWanted<T: Sendable>(
    _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask {
        try await cancellation.cancelled
        throw RPCError(code: .cancelled, message: "the client has gone or its deadline passed")
      }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
