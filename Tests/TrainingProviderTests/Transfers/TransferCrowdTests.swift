import Foundation
import Testing

@testable import TrainingProvider

/// The choice of the transfers that make way while others wait.
@Suite struct TransferCrowdTests {
  private static let limits = TransferLimits(
    contendedRateWindow: .seconds(3600), contendedGrace: .seconds(60),
    contendedBytesPerSecond: 1000)

  private let waiting = Shared(0)
  private let begin = ContinuousClock.now

  @Test func nobodyMakesWayWhileNobodyWaits() {
    let crowd = crowd()
    let watch = enter(crowd, bytes: 1)
    #expect(!crowd.mustMakeWay(watch, at: begin + .seconds(3600)))
  }

  @Test func theSlowestMakesWayFirstAndAsManyAsWait() {
    let crowd = crowd()
    let rates = [500, 10, 100]
    let watches = rates.map { enter(crowd, bytes: $0 * 100, as: "\($0)") }
    let time = begin + .seconds(100)
    waiting.change { $0 = 2 }
    // The slowest transfer makes way, not the one that is asked first.
    #expect(watches.map { crowd.mustMakeWay($0, at: time) } == [false, true, true])
    #expect(watches.map { crowd.mustMakeWay($0, at: time) } == [false, false, false])
    crowd.leave("10")
    waiting.change { $0 = 1 }
    #expect(!crowd.mustMakeWay(watches[0], at: time), "one still has to leave, and one waits")
    crowd.leave("100")
    #expect(crowd.mustMakeWay(watches[0], at: time))
  }

  @Test func thoseThatCameLatelyOrAreFastStay() {
    let crowd = crowd()
    waiting.change { $0 = 5 }
    let slow = enter(crowd, bytes: 100)
    let fast = enter(crowd, bytes: 1000 * 100)
    #expect(!crowd.mustMakeWay(slow, at: begin + .seconds(59)))
    #expect(!crowd.mustMakeWay(fast, at: begin + .seconds(100)))
    #expect(crowd.mustMakeWay(slow, at: begin + .seconds(100)))
    // It is the slowest of the remaining transfers, but fast enough.
    #expect(!crowd.mustMakeWay(fast, at: begin + .seconds(100)))
  }

  /// A silent transfer makes way even if it has not had its place for long.
  @Test func thoseThatAreSilentHaveNoGrace() {
    var limits = Self.limits
    limits.contendedRateWindow = .seconds(10)
    let crowd = TransferCrowd(limits) { 1 }
    let watch = TransferWatch(
      limits, firstTimeout: .seconds(60), code: .uploadTimedOut, in: crowd)
    watch.recordReceived(100)
    crowd.enter(watch, as: "busy", at: begin)
    #expect(!crowd.mustMakeWay(watch, at: begin + .seconds(25)), "the provider is busy")
    watch.beginWaiting()
    #expect(!crowd.mustMakeWay(watch, at: begin + .seconds(19)))
    #expect(crowd.mustMakeWay(watch, at: begin + .seconds(25)))
  }

  /// A transfer that has received everything is about to leave.
  @Test func aTransferThatIsOverBlocksNobody() async throws {
    let crowd = crowd()
    waiting.change { $0 = 1 }
    let slowest = enter(crowd, bytes: 1)
    let slow = enter(crowd, bytes: 1000)
    #expect(!crowd.mustMakeWay(slow, at: begin + .seconds(100)))
    try await slowest.run {}
    #expect(crowd.mustMakeWay(slow, at: begin + .seconds(100)))
  }

  /// A transfer that was stopped for another reason frees its place, too, but is never asked again.
  @Test func aStoppedTransferIsAboutToMakeWay() {
    let crowd = crowd()
    let stopped = enter(crowd, bytes: 1, as: "stopped")
    let slow = enter(crowd, bytes: 1000)
    stopped.stop(ProviderError(.superseded, "the model was deleted"))
    waiting.change { $0 = 1 }
    #expect(!crowd.mustMakeWay(slow, at: begin + .seconds(100)), "one leaves, and one waits")
    waiting.change { $0 = 2 }
    #expect(crowd.mustMakeWay(slow, at: begin + .seconds(100)))
  }

  @Test func aTransferWithoutAPlaceIsNotAsked() {
    let crowd = crowd()
    waiting.change { $0 = 1 }
    let watch = TransferWatch(
      Self.limits, firstTimeout: .seconds(60), code: .uploadTimedOut, in: crowd)
    #expect(!crowd.mustMakeWay(watch, at: begin + .seconds(100)))
  }

  private func crowd() -> TransferCrowd {
    TransferCrowd(Self.limits) { [waiting] in waiting.value }
  }

  private func enter(
    _ crowd: TransferCrowd, bytes: Int, as name: String = UUID().uuidString
  ) -> TransferWatch {
    let watch = TransferWatch(
      Self.limits, firstTimeout: .seconds(60), code: .uploadTimedOut, in: crowd)
    watch.recordReceived(bytes)
    watch.beginWaiting()
    crowd.enter(watch, as: name, at: begin)
    return watch
  }
}
