import Synchronization

/// The transfers that hold places of one kind. While others wait for one, those make way that have
/// held theirs for long and use it badly, the slowest first.
///
/// Without it, peers that send just as fast as they must could keep everybody else out for hours.
final class TransferCrowd: Sendable {
  private let limits: TransferLimits
  private let waiting: @Sendable () -> Int
  private let state = Mutex(State())

  private struct State {
    var holders: [ObjectIdentifier: Holder] = [:]
    /// Those that have been told to make way and still hold their place.
    var leaving: Set<ObjectIdentifier> = []
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

  /// Tells that a transfer has taken a place.
  func enter(_ watch: TransferWatch, at now: ContinuousClock.Instant = .now) {
    state.withLock { $0.holders[ObjectIdentifier(watch)] = Holder(watch: watch, since: now) }
  }

  /// Tells that a transfer has left its place, if it had one.
  func leave(_ watch: TransferWatch) {
    state.withLock { state in
      state.holders[ObjectIdentifier(watch)] = nil
      state.leaving.remove(ObjectIdentifier(watch))
    }
  }

  /// Decides whether a transfer has to make way for one that waits.
  ///
  /// As many make way as wait, each for one of them.
  func mustMakeWay(_ watch: TransferWatch, at now: ContinuousClock.Instant) -> Bool {
    let waiting = waiting()
    guard waiting > 0 else { return false }
    let id = ObjectIdentifier(watch)
    return state.withLock { state in
      guard state.leaving.count < waiting, !state.leaving.contains(id) else { return false }
      let slowest = state.holders.filter { !state.leaving.contains($0.key) }
        .compactMapValues { slowRate(of: $0, at: now) }
        .min { $0.value < $1.value }
      guard slowest?.key == id else { return false }
      state.leaving.insert(id)
      return true
    }
  }

  /// The rate of a transfer that may be told to make way, in bytes per second; `nil` for others.
  private func slowRate(of holder: Holder, at now: ContinuousClock.Instant) -> Double? {
    guard now - holder.since >= limits.contendedGrace else { return nil }
    let rate = holder.watch.averageRate(at: now)
    return rate < Double(limits.contendedBytesPerSecond) ? rate : nil
  }
}
