import Synchronization

/// Stops a transfer that has to make way or whose peer is silent, too slow or takes too long.
final class TransferWatch: Sendable {
  private let limits: TransferLimits
  private let firstTimeout: Duration
  private let code: ProviderError.Code
  private let crowd: TransferCrowd
  private let begin = ContinuousClock.now
  private let stopped = Promise<Void>()
  private let state: Mutex<State>

  private struct State {
    /// The time since which the provider has been waiting for the peer; `nil` while the peer waits
    /// for the provider or for other peers.
    var waitingSince: ContinuousClock.Instant?
    /// Whether the provider has dealt with everything that has arrived.
    var isAwaiting = true
    /// Whether the provider keeps the peer from sending, because others are to send first.
    var isHeldBack = false
    /// The total time for which the provider has waited for the peer, up to `waitingSince`.
    var waited = Duration.zero
    /// The size of the transfer in bytes, if it is known.
    var byteCount: UInt64?
    /// The number of bytes that have arrived.
    var received: UInt64 = 0
    var rate: RateMeter
    var contendedRate: RateMeter
    /// How long the provider had waited when the first bytes arrived; `nil` until then.
    var begin: Duration?
    var isOver = false
    var stopReason: ProviderError?

    /// Records that the first bytes have arrived. Only from now on is the rate measured.
    mutating func begin(_ limits: TransferLimits) {
      begin = waited
      rate = RateMeter(window: limits.rateWindow, from: waited)
      contendedRate = RateMeter(window: limits.contendedRateWindow, from: waited)
    }

    /// Counts the time from now on only if the provider waits for the peer.
    mutating func update(at now: ContinuousClock.Instant) {
      let isWaiting = isAwaiting && !isHeldBack
      guard isWaiting != (waitingSince != nil) else { return }
      waited = waited(at: now)
      waitingSince = isWaiting ? now : nil
    }

    /// How long the peer has been silent.
    func silence(at now: ContinuousClock.Instant) -> Duration {
      waitingSince.map { now - $0 } ?? .zero
    }

    /// How long the provider has waited for the peer in all.
    func waited(at now: ContinuousClock.Instant) -> Duration {
      waited + silence(at: now)
    }

    /// The average rate of the peer over `time`, in bytes per second.
    func averageRate(over time: Duration) -> Double {
      Double(received) / max(time / .seconds(1), 1e-3)
    }
  }

  /// - Parameters:
  ///   - limits: the limits for the peer.
  ///   - firstTimeout: how long the first bytes may take to arrive.
  ///   - code: the code of the error that the transfer throws if it is stopped.
  ///   - crowd: the transfers of the same kind.
  init(
    _ limits: TransferLimits, firstTimeout: Duration, code: ProviderError.Code,
    in crowd: TransferCrowd
  ) {
    self.limits = limits
    self.firstTimeout = firstTimeout
    self.code = code
    self.crowd = crowd
    state = Mutex(
      State(
        waitingSince: begin, rate: RateMeter(window: limits.rateWindow, from: .zero),
        contendedRate: RateMeter(window: limits.contendedRateWindow, from: .zero)))
  }

  /// Whether the transfer has ended, with or without success.
  var isOver: Bool { state.withLock(\.isOver) }

  /// Whether the transfer was told to stop. It may take a while until it has ended.
  var isStopped: Bool { state.withLock { $0.stopReason != nil } }

  /// How long the peer has been silent.
  var silence: Duration { state.withLock { $0.silence(at: .now) } }

  /// The average rate of the peer in bytes per second. Only the time for which the provider waited
  /// for the peer counts.
  func averageRate(at now: ContinuousClock.Instant) -> Double {
    state.withLock { $0.averageRate(over: $0.waited(at: now)) }
  }

  /// Whether the peer is so slow or has been silent for so long that its transfer can be told to
  /// make way at any time.
  ///
  /// A batch counts as soon as its last byte has arrived, so nothing arrives in some windows of a
  /// transfer that is fast enough. That is why the average has to be too low as well.
  func isStalling(at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      if state.silence(at: now) >= limits.contendedRateWindow * 2 { return true }
      guard let begin = state.begin, let recent = state.contendedRate.lastRate else { return false }
      let average = state.averageRate(over: state.waited(at: now) - begin)
      return max(recent, average) < Double(limits.minBytesPerSecond)
    }
  }

  /// Records that bytes have arrived, and that the peer waits for the provider from now on.
  func recordReceived(_ byteCount: Int) {
    state.withLock { state in
      state.isAwaiting = false
      state.update(at: .now)
      if state.begin == nil { state.begin(limits) }
      state.received &+= UInt64(clamping: byteCount)
      state.rate.add(UInt64(clamping: byteCount))
      state.contendedRate.add(UInt64(clamping: byteCount))
    }
  }

  /// Records that the provider waits for the peer again.
  func beginWaiting() {
    state.withLock { state in
      state.isAwaiting = true
      state.update(at: .now)
    }
  }

  /// Records whether the provider keeps the peer from sending, because others are to send first.
  func holdBack(_ isHeldBack: Bool) {
    state.withLock { state in
      state.isHeldBack = isHeldBack
      state.update(at: .now)
    }
  }

  /// Records the size of the transfer.
  func expect(_ byteCount: UInt64?) {
    state.withLock { $0.byteCount = byteCount }
  }

  /// Stops the transfer, unless it was already stopped.
  func stop(_ reason: ProviderError) {
    state.withLock { $0.stopReason = $0.stopReason ?? reason }
    stopped.resolve(.success(()))
  }

  /// Runs a transfer in a task, and cancels the task when the transfer has to stop.
  ///
  /// - Throws: ``ProviderError`` with the reason if it was stopped; any error of the transfer.
  func run<T: Sendable>(_ transfer: @escaping @Sendable () async throws -> T) async throws -> T {
    defer { state.withLock { $0.isOver = true } }
    do {
      return try await withThrowingTaskGroup(of: T?.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await transfer() }
        group.addTask {
          try await self.checkRepeatedly()
          return nil
        }
        group.addTask {
          try await self.stopped.value
          throw CancellationError()
        }
        while let result = try await group.next() {
          if let result { return result }
        }
        throw CancellationError()
      }
    } catch {
      throw state.withLock(\.stopReason) ?? error
    }
  }
}

extension TransferWatch {
  private func checkRepeatedly() async throws {
    let shortest = min(
      firstTimeout, limits.idleTimeout, limits.contendedRateWindow, limits.rateWindow)
    let interval = min(max(shortest / 8, .milliseconds(5)), .seconds(1))
    while true {
      try await Task.sleep(for: interval)
      guard let reason = check(at: .now) else { continue }
      stop(reason)
      throw CancellationError()
    }
  }

  private func check(at now: ContinuousClock.Instant) -> ProviderError? {
    let reason = state.withLock { check(&$0, at: now) }
    if let reason { return reason }
    guard crowd.mustMakeWay(self, at: now) else { return nil }
    return timedOut(
      "it was slower than \(limits.contendedBytesPerSecond) bytes per second while others waited")
  }

  private func check(_ state: inout State, at now: ContinuousClock.Instant) -> ProviderError? {
    let waited = state.waited(at: now)
    state.rate.advance(to: waited)
    state.contendedRate.advance(to: waited)
    let hasBegun = state.begin != nil
    let idleTimeout = hasBegun ? limits.idleTimeout : firstTimeout
    if state.silence(at: now) >= idleTimeout {
      return timedOut("no data arrived for \(idleTimeout)")
    }
    guard hasBegun else { return nil }
    if waited >= limits.timeout(for: state.byteCount) { return timedOut("it took too long") }
    guard let rate = state.rate.lastRate, rate < Double(limits.minBytesPerSecond) else {
      return nil
    }
    return timedOut("it was slower than \(limits.minBytesPerSecond) bytes per second")
  }

  private func timedOut(_ what: String) -> ProviderError {
    let remedy =
      code == .fetchFailed
      ? "link to a faster server, or upload the dataset" : "send it over a faster connection"
    return ProviderError(code, "the dataset arrived too slowly (\(what)): \(remedy)")
  }
}
