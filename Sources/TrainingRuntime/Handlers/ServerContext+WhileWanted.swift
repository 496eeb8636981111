public import GRPCCore

extension ServerContext {
  /// Runs the work of a call, and cancels its task when nobody waits for the answer any more,
  /// because the client has disconnected or its deadline has passed.
  ///
  /// gRPC Swift reports this in the context, but doesn't cancel the task: work that should stop has to
  /// be run by this method, and to check for cancellation now and then.
  ///
  /// ```swift
  /// try await context.whileWanted {
  ///   try await workers.run { try library.nearest(to: speech) }
  /// }
  /// ```
  ///
  /// - Parameter work: the work of the call.
  /// - Returns: what `work` returns.
  /// - Throws: `RPCError` with the code `cancelled` if nobody waits for the answer; any error that
  ///   `work` throws.
  public func whileWanted<T: Sendable>(
    _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask {
        try await cancellation.cancelled
        throw RPCError(code: .cancelled, message: "the client has gone or its deadline has passed")
      }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
