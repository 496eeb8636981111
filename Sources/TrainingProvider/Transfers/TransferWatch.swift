import Synchronization

/// Stops a transfer that has to make way, or whose peer is silent, too slow or takes too long.
final class TransferWatch: Sendable {
  private let limits: TransferLimits
  private let firstTimeout: Duration
  private let code: ProviderError.Code
  private let crowd: TransferCrowd
  private let begin = ContinuousClock.now
  private let stopped = Answer<Void>()
  private let state: Mutex<State>

  private struct State {
    /// Since when the provider waits for the peer; `nil` while the peer waits for the provider.
    var waitingSince: ContinuousClock.Instant?
    /// How long the provider has waited for the peer in all, until `waitingSince`.
    var waited = Duration.zero
    /// How many bytes will come, if that is known.
    var byteCount: UInt64?
    /// How many came.
    var received: UInt64 = 0
    var long: RateMeter
    var short: RateMeter
    var hasBegun = false
    var isOver = false
    var verdict: ProviderError?

    /// The first bytes are there: until then the peer may be silent, and from now on not slow.
    mutating func begin(_ limits: TransferLimits) {
      hasBegun = true
      long = RateMeter(window: limits.rateWindow, from: waited)
      short = RateMeter(window: limits.contendedRateWindow, from: waited)
    }

    /// Adds up the time for which the provider has waited.
    mutating func pause(at now: ContinuousClock.Instant) {
      if let waitingSince { waited += now - waitingSince }
      waitingSince = nil
    }
  }

  /// - Parameters:
  ///   - limits: what the peer has to keep.
  ///   - firstTimeout: how long the first bytes may take to come.
  ///   - code: the code of the error that a stopped transfer throws.
  ///   - crowd: the transfers of its kind, and whether others wait for a place.
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
        waitingSince: begin, long: RateMeter(window: limits.rateWindow, from: .zero),
        short: RateMeter(window: limits.contendedRateWindow, from: .zero)))
  }

  /// Whether the transfer has come to its end, good or bad.
  var isOver: Bool { state.withLock(\.isOver) }

  /// How long the peer has been silent.
  var silence: Duration {
    state.withLock { $0.waitingSince.map { .now - $0 } ?? .zero }
  }

  /// How fast the peer has been in the time for which the provider waited for it, in bytes per
  /// second.
  func averageRate(at now: ContinuousClock.Instant) -> Double {
    state.withLock { state in
      let waited = state.waited + (state.waitingSince.map { now - $0 } ?? .zero)
      return Double(state.received) / max(waited / .seconds(1), 1e-3)
    }
  }

  /// Records that bytes came, and that from now on the peer waits for the provider.
  func receive(_ byteCount: Int) {
    state.withLock { state in
      state.pause(at: .now)
      if !state.hasBegun { state.begin(limits) }
      state.received &+= UInt64(clamping: byteCount)
      state.long.add(UInt64(clamping: byteCount))
      state.short.add(UInt64(clamping: byteCount))
    }
  }

  /// Records that the provider waits for the peer again.
  func wait() {
    state.withLock { state in
      if state.waitingSince == nil { state.waitingSince = .now }
    }
  }

  /// Records how large the transfer is going to be.
  func expect(_ byteCount: UInt64?) {
    state.withLock { $0.byteCount = byteCount }
  }

  /// Stops the transfer, unless it was stopped before.
  func stop(_ reason: ProviderError) {
    state.withLock { $0.verdict = $0.verdict ?? reason }
    stopped.give(.success(()))
  }

  /// Runs a transfer in a task that is cancelled when it has to stop.
  ///
  /// - Throws: ``ProviderError`` with the reason if it was stopped; what the transfer throws.
  func run<T: Sendable>(_ transfer: @escaping @Sendable () async throws -> T) async throws -> T {
    defer { state.withLock { $0.isOver = true } }
    do {
      return try await withThrowingTaskGroup(of: T?.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await transfer() }
        group.addTask {
          try await self.judgeAgainAndAgain()
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
      throw state.withLock(\.verdict) ?? error
    }
  }
}

extension TransferWatch {
  private func judgeAgainAndAgain() async throws {
    let shortest = min(
      firstTimeout, limits.idleTimeout, limits.contendedRateWindow, limits.rateWindow)
    let interval = min(max(shortest / 8, .milliseconds(5)), .seconds(1))
    while true {
      try await Task.sleep(for: interval)
      guard let reason = judge(at: .now) else { continue }
      stop(reason)
      throw CancellationError()
    }
  }

  private func judge(at now: ContinuousClock.Instant) -> ProviderError? {
    if crowd.mustMakeWay(self, at: now) {
      return timedOut(
        "others waited, and less than \(limits.contendedBytesPerSecond) bytes came in a second")
    }
    let isContended = crowd.isContended
    return state.withLock { state in
      let silence = state.waitingSince.map { now - $0 } ?? .zero
      let waited = state.waited + silence
      state.long.advance(to: waited)
      state.short.advance(to: waited)
      let idleTimeout = state.hasBegun ? limits.idleTimeout : firstTimeout
      if silence >= idleTimeout { return timedOut("nothing came for \(idleTimeout)") }
      guard state.hasBegun else {
        guard isContended, silence >= limits.contendedRateWindow * 2 else { return nil }
        return timedOut("nothing came for \(limits.contendedRateWindow * 2), and others waited")
      }
      if waited >= limits.timeout(for: state.byteCount) { return timedOut("it took too long") }
      let meter = isContended ? state.short : state.long
      guard let rate = meter.lastRate, rate < Double(limits.minBytesPerSecond) else { return nil }
      return timedOut("less than \(limits.minBytesPerSecond) bytes came in a second")
    }
  }

  private func timedOut(_ what: String) -> ProviderError {
    let remedy =
      code == .fetchFailed
      ? "link to a faster server, or upload the dataset" : "send it over a faster connection"
    return ProviderError(code, "the dataset came too slowly (\(what)): \(remedy)")
  }
}
