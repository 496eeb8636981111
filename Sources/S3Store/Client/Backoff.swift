/// The time between the attempts of a request: random, and up to a limit that doubles from 100 ms to 5 s,
/// so that clients that failed together don't return together.
struct Backoff {
  private var limit = Duration.milliseconds(100)

  /// Waits before the next attempt.
  ///
  /// - Parameter end: when the request has to be over.
  /// - Returns: whether there is time for another attempt; `false` as well if the task is cancelled.
  mutating func wait(until end: ContinuousClock.Instant) async -> Bool {
    let delay = limit * Double.random(in: 0.3...1)
    limit = min(limit * 2, .seconds(5))
    guard .now + delay < end else { return false }
    return (try? await Task.sleep(for: delay)) != nil
  }
}
