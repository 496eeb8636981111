import Dispatch

/// Runs work that blocks, or computes for long, on threads of its own, so that it never holds a
/// thread of Swift's cooperative pool, of which there is one per core.
///
/// ```swift
/// let report = try await BlockingWork.run { try inspector.inspect(archiveAt: path) }
/// ```
///
/// Tasks keep their priority, their task-local values and their cancellation.
public enum BlockingWork {
  private static let executor = BlockingTaskExecutor()

  /// Runs `work`, and what it calls unless that is isolated to an actor with an executor of its
  /// own, off the cooperative pool.
  public static func run<T: Sendable>(
    _ work: @Sendable () async throws -> T
  ) async rethrows -> T {
    try await withTaskExecutorPreference(executor, operation: work)
  }
}

/// Threads that may block, as many as are needed.
private final class BlockingTaskExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "training.provider.blocking", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
