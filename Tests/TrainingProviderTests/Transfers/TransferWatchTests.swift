import Foundation
import Testing

@testable import TrainingProvider

@Suite struct TransferWatchTests {
  /// If the disk takes longer than a limit, this isn't the peer's fault.
  @Test func onlyTheTimeCountsInWhichThePeerIsAwaited() async throws {
    let watch = watch(idle: .milliseconds(100), window: .milliseconds(100))
    try await watch.run {
      for _ in 0..<3 {
        watch.recordReceived(10_000_000)
        try await Task.sleep(for: .milliseconds(400))
        watch.beginWaiting()
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  /// Neither is it that others are to send first.
  @Test func theTimeDoesNotCountInWhichThePeerIsHeldBack() async throws {
    let watch = watch(idle: .milliseconds(100), window: .milliseconds(100))
    try await watch.run {
      for _ in 0..<3 {
        watch.recordReceived(10_000_000)
        watch.holdBack(true)
        watch.beginWaiting()
        try await Task.sleep(for: .milliseconds(400))
        watch.holdBack(false)
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  /// A peer that was held back while the provider was busy can't be silent afterwards.
  @Test func silenceCountsAgainOnceThePeerMaySend() async throws {
    let watch = watch(idle: .milliseconds(50))
    await #expect(throws: ProviderError.self) {
      try await watch.run {
        watch.recordReceived(10_000_000)
        watch.holdBack(true)
        watch.holdBack(false)
        watch.beginWaiting()
        try await Task.sleep(for: .seconds(60))
      }
    }
  }

  @Test func silenceStops() async throws {
    let watch = watch(idle: .milliseconds(50))
    let error = await #expect(throws: ProviderError.self) {
      try await watch.run {
        watch.recordReceived(10_000_000)
        watch.beginWaiting()
        try await Task.sleep(for: .seconds(60))
      }
    }
    #expect(error?.code == .uploadTimedOut)
    #expect(error?.message.contains("no data arrived for") == true)
  }

  @Test func slownessStops() async throws {
    let watch = watch(idle: .seconds(10), window: .milliseconds(200))
    let error = await #expect(throws: ProviderError.self) {
      try await watch.run {
        while true {
          watch.recordReceived(1)
          watch.beginWaiting()
          try await Task.sleep(for: .milliseconds(10))
        }
      }
    }
    #expect(error?.message.contains("bytes per second") == true)
  }

  /// The shorter window applies only while others wait for a place.
  @Test(arguments: [false, true])
  func slownessStopsEarlierWhenOthersWait(_ isContended: Bool) async throws {
    let limits = TransferLimits(
      rateWindow: .seconds(60), contendedRateWindow: .milliseconds(100))
    let watch = contended(limits) { isContended ? 1 : 0 }
    let result = await Task {
      try await watch.run {
        for _ in 0..<50 {
          watch.recordReceived(1)
          watch.beginWaiting()
          try await Task.sleep(for: .milliseconds(10))
        }
      }
    }.result
    #expect((try? result.get()) == nil || !isContended)
    #expect((try? result.get()) != nil || isContended)
  }

  /// The time until the first bytes has a separate limit and doesn't count for the rate.
  @Test func theWaitForTheFirstBytesIsNoSlowness() async throws {
    let limits = TransferLimits(
      rateWindow: .milliseconds(100), contendedRateWindow: .milliseconds(100))
    let others = Shared(0)
    let watch = contended(limits) { others.value }
    try await watch.run {
      try await Task.sleep(for: .milliseconds(300))
      others.change { $0 = 1 }
      for _ in 0..<5 {
        watch.recordReceived(1 << 20)
        watch.beginWaiting()
        try await Task.sleep(for: .milliseconds(30))
      }
    }
  }

  @Test func silenceStopsEarlierWhenOthersWait() async throws {
    let limits = TransferLimits(contendedRateWindow: .milliseconds(100))
    let watch = contended(limits) { 1 }
    let error = await #expect(throws: ProviderError.self) {
      try await watch.run { try await Task.sleep(for: .seconds(60)) }
    }
    #expect(error?.message.contains("others waited") == true)
  }

  /// Batches count when they are complete, so a window in which nothing arrives isn't a sign of a
  /// slow peer.
  @Test func batchesRarerThanTheWindowKeepTheirPlace() async throws {
    let watch = contended(TransferLimits(contendedRateWindow: .milliseconds(100))) { 1 }
    try await watch.run {
      for _ in 0..<8 {
        watch.recordReceived(1 << 20)
        watch.beginWaiting()
        try await Task.sleep(for: .milliseconds(250))
      }
    }
  }

  /// A peer that was fast and stops keeps its place for two windows.
  @Test func aPeerThatStopsMakesWay() async throws {
    let watch = contended(
      TransferLimits(contendedRateWindow: .milliseconds(300), contendedBytesPerSecond: 4 << 20)
    ) { 1 }
    let begin = ContinuousClock.now
    let error = await #expect(throws: ProviderError.self) {
      try await watch.run {
        watch.recordReceived(1 << 20)
        watch.beginWaiting()
        try await Task.sleep(for: .seconds(30))
      }
    }
    #expect(error?.message.contains("others waited") == true)
    #expect(ContinuousClock.now - begin >= .milliseconds(600))
  }

  /// As many transfers make way as there are others waiting, the slowest first.
  @Test func ofThoseThatDripOnlyAsManyMakeWayAsWait() async throws {
    let limits = TransferLimits(contendedRateWindow: .milliseconds(200))
    let waiting = Shared(0)
    let crowd = TransferCrowd(limits) { waiting.value }
    let ended = Shared<[Int]>([])
    await withTaskGroup(of: Void.self) { group in
      for size in [30, 10, 20] {
        let watch = TransferWatch(
          limits, firstTimeout: .seconds(60), code: .uploadTimedOut, in: crowd)
        crowd.enter(watch, as: "\(size)")
        group.addTask {
          let result = await Task {
            try await watch.run {
              for _ in 0..<75 {
                watch.recordReceived(size)
                watch.beginWaiting()
                try await Task.sleep(for: .milliseconds(20))
              }
            }
          }.result
          if case .failure = result { ended.change { $0.append(size) } }
        }
      }
      try? await Task.sleep(for: .milliseconds(500))
      waiting.change { $0 = 1 }
    }
    #expect(ended.value == [10])
  }

  @Test func knownSizeBoundsTheTime() {
    let limits = TransferLimits(minBytesPerSecond: 1 << 20, rateWindow: .seconds(10))
    #expect(limits.timeout(for: nil) == .seconds(24 * 60 * 60))
    #expect(limits.timeout(for: 100 << 20) == .seconds(110))
    #expect(limits.timeout(for: .max) == .seconds(24 * 60 * 60))
  }

  @Test func stoppingTellsWhy() async throws {
    let watch = watch(idle: .seconds(60))
    let reason = ProviderError(.superseded, "the model was deleted")
    let running = Task { try await watch.run { try await Task.sleep(for: .seconds(60)) } }
    watch.stop(reason)
    watch.stop(ProviderError(.interrupted, "later"))
    let error = await #expect(throws: ProviderError.self) { try await running.value }
    #expect(error?.code == .superseded)
  }

  /// A watch over a transfer that occupies a place.
  private func contended(
    _ limits: TransferLimits, by waiting: @escaping @Sendable () -> Int
  ) -> TransferWatch {
    let crowd = TransferCrowd(limits, waiting: waiting)
    let watch = TransferWatch(limits, firstTimeout: .seconds(60), code: .fetchFailed, in: crowd)
    crowd.enter(watch, as: "transfer")
    return watch
  }

  private func watch(idle: Duration, window: Duration = .seconds(60)) -> TransferWatch {
    let limits = TransferLimits(
      idleTimeout: idle, rateWindow: window, contendedRateWindow: window)
    return TransferWatch(
      limits, firstTimeout: .seconds(60), code: .uploadTimedOut,
      in: TransferCrowd(limits) { 0 })
  }
}
