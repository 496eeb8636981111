import Synchronization

/// The transfers that hold places of one kind. While others wait for a place, transfers that have
/// held theirs for long and use it badly make way, slowest first.
///
/// Otherwise peers that send only as fast as they have to could keep everyone else out for hours.
final class TransferCrowd: Sendable {
  private let limits: TransferLimits
  private let waiting: @Sendable () -> Int
  private let state = Mutex(State())

  private struct State {
    var holders: [String: Holder] = [:]
    /// Those that have been asked to make way and still hold their place.
    var askedToLeave: Set<String> = []
  }

  private struct Holder {
    let watch: TransferWatch
    let since: ContinuousClock.Instant
  }

  /// - Parameters:
  ///   - limits: what is asked of transfers while others wait.
  ///   - waiting: how many wait for a place.
  init(_ limits: TransferLimits, waiting: @escaping @Sendable () -> Int) {
    self.limits = limits
    self.waiting = waiting
  }

  /// Whether others wait for a place.
  var isContended: Bool { waiting() > 0 }

  /// Records that a transfer has taken a place.
  ///
  /// - Parameters:
  ///   - watch: the watch over the transfer.
  ///   - name: what ``leave(_:)`` is going to be told.
  func enter(
    _ watch: TransferWatch, as name: String, at now: ContinuousClock.Instant = .now
  ) {
    state.withLock { $0.holders[name] = Holder(watch: watch, since: now) }
  }

  /// Records that a place is free, or somebody else's.
  func leave(_ name: String) {
    state.withLock { state in
      state.holders[name] = nil
      state.askedToLeave.remove(name)
    }
  }

  /// Decides whether a transfer has to make way for one that waits.
  ///
  /// At most as many transfers make way as there are others waiting.
  func mustMakeWay(_ watch: TransferWatch, at now: ContinuousClock.Instant) -> Bool {
    let waiting = waiting()
    guard waiting > 0 else { return false }
    return state.withLock { state in
      guard state.askedToLeave.count < waiting else { return false }
      let slowest = state.holders.filter { !state.askedToLeave.contains($0.key) }
        .compactMapValues { slowRate(of: $0, at: now) }
        .min { $0.value < $1.value }
      guard let slowest, state.holders[slowest.key]?.watch === watch else { return false }
      state.askedToLeave.insert(slowest.key)
      return true
    }
  }

  /// The rate of a transfer that may be asked to make way, in bytes per second; `nil` for others,
  /// among them those that have received everything and are about to leave.
  private func slowRate(of holder: Holder, at now: ContinuousClock.Instant) -> Double? {
    guard now - holder.since >= limits.contendedGrace, !holder.watch.isOver else { return nil }
    let rate = holder.watch.averageRate(at: now)
    return rate < Double(limits.contendedBytesPerSecond) ? rate : nil
  }
}
