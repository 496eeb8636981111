import Synchronization

/// The transfers that occupy the places of one kind, such as those for uploads. While others wait
/// for a place, transfers that have been slow for a long time or have almost stopped make way, the
/// slowest first.
///
/// Otherwise peers that send only at the lowest allowed rate could keep all others out for hours.
final class TransferCrowd: Sendable {
  private let limits: TransferLimits
  private let waiting: @Sendable () -> Int
  private let state = Mutex(State())

  private struct State {
    var holders: [String: Holder] = [:]
    /// The transfers that were told to make way and still occupy their place.
    var askedToLeave: Set<String> = []
  }

  private struct Holder {
    let watch: TransferWatch
    let since: ContinuousClock.Instant
  }

  /// - Parameters:
  ///   - limits: how fast transfers have to be while others wait.
  ///   - waiting: returns how many wait for a place.
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
  ///   - name: the name to pass to ``leave(_:)``.
  func enter(
    _ watch: TransferWatch, as name: String, at now: ContinuousClock.Instant = .now
  ) {
    state.withLock { $0.holders[name] = Holder(watch: watch, since: now) }
  }

  /// Records that a transfer no longer occupies a place.
  func leave(_ name: String) {
    state.withLock { state in
      state.holders[name] = nil
      state.askedToLeave.remove(name)
    }
  }

  /// Decides whether a transfer has to make way for one that waits.
  ///
  /// No more transfers make way than there are others waiting. A transfer that was stopped for
  /// another reason makes way, too, as soon as it ends.
  func mustMakeWay(_ watch: TransferWatch, at now: ContinuousClock.Instant) -> Bool {
    let waiting = waiting()
    guard waiting > 0 else { return false }
    return state.withLock { state in
      let staying = state.holders.filter { name, holder in
        !state.askedToLeave.contains(name) && !holder.watch.isStopped
      }
      guard state.holders.count - staying.count < waiting else { return false }
      let slowest = staying.compactMapValues { slowRate(of: $0, at: now) }
        .min { $0.value < $1.value }
      guard let slowest, staying[slowest.key]?.watch === watch else { return false }
      state.askedToLeave.insert(slowest.key)
      return true
    }
  }

  /// The rate of a transfer that can be told to make way, in bytes per second. `nil` for a transfer
  /// that keeps its place, such as one that has received everything and is about to leave.
  private func slowRate(of holder: Holder, at now: ContinuousClock.Instant) -> Double? {
    guard !holder.watch.isOver,
      now - holder.since >= limits.contendedGrace || holder.watch.isStalling(at: now)
    else { return nil }
    let rate = holder.watch.averageRate(at: now)
    return rate < Double(limits.contendedBytesPerSecond) ? rate : nil
  }
}
