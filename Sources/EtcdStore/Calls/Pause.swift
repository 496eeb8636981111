/// The time between the attempts of a call: none until each member was asked once, then 50 ms, doubled up
/// to a second.
struct Pause {
  private let members: Int
  private var attempts = 0

  init(members: Int) {
    self.members = members
  }

  /// Waits before the next attempt.
  ///
  /// - Returns: whether there is time for another attempt; `false` as well if the task is cancelled.
  mutating func wait(until end: ContinuousClock.Instant) async -> Bool {
    attempts += 1
    guard attempts >= members else { return .now < end && !Task.isCancelled }
    let delay = Duration.milliseconds(min(50 << min(attempts - members, 5), 1000))
    guard .now + delay < end else { return false }
    return (try? await Task.sleep(for: delay)) != nil
  }
}
