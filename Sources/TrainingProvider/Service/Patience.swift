import GRPCCore

/// Whether a call's client still waits for the answer.
///
/// gRPC doesn't cancel a call's task when its client leaves. The daemon leaves when its deadline
/// passes, and then refunds the consumer, so no paid work may begin.
struct Patience: Sendable {
  private let call: ServerContext.RPCCancellationHandle

  init(_ context: ServerContext) {
    call = context.cancellation
  }

  /// Whether the client has left.
  var isOver: Bool { call.isCancelled }

  /// Throws once the client has left.
  ///
  /// - Throws: `CancellationError`.
  func check() throws {
    guard !isOver else { throw CancellationError() }
  }

  /// Runs `work`, and cancels it when the client leaves.
  ///
  /// - Throws: `CancellationError` if the client leaves; errors of `work`.
  func bound<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withInterruption(
      by: { [call] in try await call.cancelled }, orThrow: CancellationError(), work)
  }
}
