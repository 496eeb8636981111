/// A fixed number of threads for work that blocks or computes.
///
/// Swift's cooperative pool has one thread for each core, and every call that is served needs one
/// of them. Work that keeps a thread busy, or waits in a system call, therefore runs here:
///
/// ```swift
/// let recognisers = WorkPool("recognisers", threads: 2, maxWaiting: 64)
/// let text = try await recognisers.run { try recogniser.transcribe(speech) }
/// ```
///
/// A dispatch queue would not do: a concurrent one shares its few threads with the cooperative
/// pool, so that as many busy blocks as there are cores stop all calls.
///
/// Tasks keep their priority, their task-local values and their cancellation.
public final class WorkPool: Sendable {
  /// How many threads there are, and so how many pieces of work are in hand at once.
  public let threads: Int

  private let executor: WorkExecutor
  private let places: WorkPlaces

  /// Starts the threads. They end when the pool is released and its work is done.
  ///
  /// - Parameters:
  ///   - name: says in errors what the threads are for, e.g. `recognisers`.
  ///   - threads: how many pieces of work are done at once; at least 1.
  ///   - maxWaiting: how many more may wait for a thread; a further one is refused.
  ///   - priority: how the threads compete for cores with all others.
  public init(_ name: String, threads: Int, maxWaiting: Int, priority: Priority = .serving) {
    precondition(threads > 0 && maxWaiting >= 0, "\(name): a pool needs threads")
    self.threads = threads
    executor = WorkExecutor(threads: threads, priority: priority)
    places = WorkPlaces(
      threads, maxWaiting: maxWaiting,
      refusal: ProviderError(
        .overloaded, "the provider has too much to do (\(name)); try again later"))
  }

  /// Runs `work`, and what it calls unless that is isolated to an actor with an executor of its
  /// own, on the pool's threads. Work is begun in the order in which it came.
  ///
  /// Work that suspends keeps its place but not its thread.
  ///
  /// - Throws: ``ProviderError`` with ``ProviderError/Code/overloaded`` if too much work waits;
  ///   `CancellationError` if the task is cancelled while it waits; what `work` throws.
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
    /// As the threads that serve calls do.
    case serving

    /// With less weight, so that calls are answered while every core computes.
    case computing
  }
}
