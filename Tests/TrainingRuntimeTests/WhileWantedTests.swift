import GRPCCore
import Testing
import TrainingRuntime

@Suite struct WhileWantedTests {
  /// Runs work with the context of a call, after `event` has happened to the call.
  private func whileWanted<T: Sendable>(
    after event: @escaping @Sendable (ServerContext.RPCCancellationHandle) -> Void = { _ in },
    _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withServerContextRPCCancellationHandle { handle in
      let context = ServerContext(
        descriptor: MethodDescriptor(fullyQualifiedService: "a.Service", method: "Method"),
        remotePeer: "", localPeer: "", cancellation: handle)
      event(handle)
      return try await context.whileWanted(work)
    }
  }

  @Test func returnsTheResult() async throws {
    #expect(try await whileWanted { 7 } == 7)
  }

  @Test func throwsTheErrorOfTheWork() async throws {
    await #expect(throws: RPCError(code: .dataLoss, message: "gone")) {
      try await whileWanted { throw RPCError(code: .dataLoss, message: "gone") }
    }
  }

  /// Work that would take minutes is cancelled, and the call waits until it has ended.
  @Test func cancelsTheWorkOfACallThatNobodyWaitsFor() async throws {
    let (ends, end) = AsyncStream.makeStream(of: Bool.self)
    let error = await #expect(throws: RPCError.self) {
      try await whileWanted(after: { $0.cancel() }) {
        try? await Task.sleep(for: .seconds(300))
        end.yield(Task.isCancelled)
      }
    }
    end.finish()
    #expect(error?.code == .cancelled)
    #expect(await ends.reduce(into: []) { $0.append($1) } == [true])
  }
}
