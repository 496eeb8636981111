/// A fixed number of threads for work that blocks or computes.
///
/// Swift's cooperative pool has one thread for each core, and serving a call needs one of them. So
/// run work that keeps a thread busy, or that waits in a system call, in a pool of this type:
///
/// ```swift
/// let recognisers = WorkPool("recognisers", threads: 2, maxWaiting: 64)
/// let text = try await recognisers.run { try recogniser.transcribe(speech) }
/// ```
///
/// A dispatch queue isn't a substitute: a concurrent queue shares its threads with the cooperative
/// pool, so as many busy blocks as there are cores would stop all calls.
///
/// Work keeps the priority, the task-local values and the cancellation of its task.
public final class WorkPool: Sendable {
  /// The number of threads, which is also the number of pieces of work that run at once.
  public let threads: Int

  private let executor: WorkExecutor
  private let places: WorkPlaces

  /// Starts the threads. They end when the pool is deallocated and its work is done.
  ///
  /// - Parameters:
  ///   - name: the purpose of the threads, for errors, for example `recognisers`.
  ///   - threads: how many pieces of work run at once; at least 1.
  ///   - maxWaiting: how many further pieces of work may wait for a thread; more are refused.
  ///   - priority: how the threads compete for cores with other threads.
  public init(_ name: String, threads: Int, maxWaiting: Int, priority: Priority = .serving) {
    precondition(
      threads > 0 && maxWaiting >= 0,
      "the pool \(name) needs at least one thread, and maxWaiting must not be negative")
    self.threads = threads
    executor = WorkExecutor(threads: threads, priority: priority)
    places = WorkPlaces(
      threads, maxWaiting: maxWaiting,
      refusal: ProviderError(
        .overloaded, "the provider is overloaded (\(name)); try again later"))
  }

  /// Runs `work` on the pool's threads, including the functions that it calls, unless they are
  /// isolated to an actor with its own executor. Work begins in the order of the calls.
  ///
  /// Suspended work still counts as running, but doesn't occupy its thread.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/overloaded`` if too much work waits;
  ///   `CancellationError` if the task is cancelled while it waits; any error that `work` throws.
  public func run<T: Sendable>(
    _ work: @Sendable () async throws -> T
  ) async throws -> T {
    try await places.enter()
    defer { places.leave() }
    return try await withTaskExecutorPreference(executor, operation: work)
  }
}

extension WorkPool {
  /// How the threads of a pool compete for cores.
  public enum Priority: Hashable, Sendable {
    /// With the same priority as the threads that serve calls.
    case serving

    /// With a lower priority, so that calls are answered while every core is computing.
    case computing
  }
}
