import Dispatch

/// Runs work that blocks on a thread that may block.
enum BlockingWork {
  private static let queue = DispatchQueue(
    label: "training.provider.blocking", attributes: .concurrent)

  /// Runs `work` off the cooperative pool and waits for it. Cancellation does not reach it.
  static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
