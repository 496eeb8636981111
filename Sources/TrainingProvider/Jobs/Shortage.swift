/// The error of a job that needs more disk space than there is, so that it has to run later.
struct Shortage: Error {
  /// Why the job can't go on.
  let cause: any Error

  /// Whether the job had begun its work, which is lost.
  let isMidway: Bool
}

extension Job {
  /// How a job has waited for disk space, or for another provider's claim to end, so far.
  struct Wait: Hashable {
    /// When the job began to wait.
    var begin = ContinuousClock.now

    /// How many times it has looked for space or asked for a claim since then.
    var looks = 0

    /// How many times it has run out of space in the middle of its work.
    var failures = 0

    /// Whether the job waits for a claim.
    var isForClaim = false

    /// How long the job waits before it looks or asks again.
    var delay: Duration { min(.seconds(1 << min(looks, 5)), .seconds(30)) }
  }

  /// How many times a job may run out of space in the middle of its work before it fails.
  private static let maxFailures = 3

  /// The job, so that it runs later.
  ///
  /// - Parameters:
  ///   - shortage: why it can't run now.
  ///   - limit: how long it may wait.
  /// - Returns: `nil` if the job has waited for long enough or has failed too often.
  func waiting(for shortage: Shortage, atMost limit: Duration) -> Job? {
    var (later, wait) = (self, spaceWait ?? Wait())
    if shortage.isMidway {
      wait = Wait(failures: wait.failures + 1)
      guard wait.failures < Self.maxFailures else { return nil }
    } else {
      guard ContinuousClock.now - wait.begin < limit else { return nil }
      if spaceWait != nil { wait.looks += 1 }
    }
    later.wait = wait
    return later
  }

  /// How the job has waited for space; `nil` if it hasn't, or if it has waited for a claim since.
  private var spaceWait: Wait? {
    guard let wait, wait.isForClaim else { return wait }
    return wait.failures > 0 ? Wait(failures: wait.failures) : nil
  }

  /// The job, so that it asks for a claim later. It may ask for as long as it takes.
  func waitingForClaim() -> Job {
    var later = self
    let looks = wait.map { $0.isForClaim ? $0.looks + 1 : 0 } ?? 0
    later.wait = Wait(looks: looks, failures: wait?.failures ?? 0, isForClaim: true)
    return later
  }
}
