import NIOCore
import TestSupport
import Testing

@testable import TrainingProvider

@Suite struct ConnectionDeadlinesTests {
  private let limits = TransportLimits(
    maxSetupTime: .seconds(10), maxIdleTime: .seconds(30), maxClosingTime: .seconds(2),
    maxSilence: .seconds(120), maxGraceTime: .seconds(20))

  @Test func bytesWithoutACallProlongNothing() {
    var deadlines = ConnectionDeadlines(limits, begin: second(100))
    #expect(deadlines.next == second(110))
    deadlines.bytesArrive(at: second(109))
    #expect(deadlines.next == second(110))
  }

  @Test func openCallsAreBoundedBySilenceAlone() {
    var deadlines = ConnectionDeadlines(limits, begin: second(100))
    deadlines.callBegins()
    #expect(deadlines.next == second(220))
    deadlines.bytesArrive(at: second(200))
    #expect(deadlines.next == second(320))
  }

  @Test func theLastCallBeginsTheIdleTime() {
    var deadlines = ConnectionDeadlines(limits, begin: second(100))
    deadlines.callBegins()
    deadlines.callBegins()
    deadlines.callEnds(at: second(105))
    #expect(deadlines.next == second(220))
    deadlines.callEnds(at: second(106))
    #expect(deadlines.next == second(106 + 30 + 2))
    deadlines.bytesArrive(at: second(130))
    #expect(deadlines.next == second(106 + 30 + 2))
  }

  @Test func shutdownsLetCallsEnd() {
    var deadlines = ConnectionDeadlines(limits, begin: second(100))
    deadlines.callBegins()
    deadlines.shutdownBegins(at: second(110))
    deadlines.shutdownBegins(at: second(115))
    #expect(deadlines.next == second(110 + 20))
    deadlines.callEnds(at: second(120))
    #expect(deadlines.next == second(120 + 2))
  }

  @Test func shutdownsAskWhatHasNoCallToLeave() {
    var deadlines = ConnectionDeadlines(limits, begin: second(100))
    deadlines.shutdownBegins(at: second(101))
    #expect(deadlines.next == second(101 + 2))
  }

  /// The guard only has to check at intervals: after any event, the next deadline is at least the
  /// shortest interval away.
  @Test(arguments: [false, true])
  func nothingThatHappensSetsASoonerDeadlineThanTheShortest(_ shutdown: Bool) {
    var random = SeededRandom(seed: 1)
    for limits in [limits, .maintenance, TransportLimits(maxSilence: .seconds(1))] {
      var deadlines = ConnectionDeadlines(limits, begin: second(0))
      var openCalls = 0
      for now in 0..<500 {
        if shutdown, now == 100 { deadlines.shutdownBegins(at: second(now)) }
        let before = deadlines.next
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where openCalls > 0:
          openCalls -= 1
          deadlines.callEnds(at: second(now))
        case 1 where !shutdown || now < 100:
          openCalls += 1
          deadlines.callBegins()
        default:
          deadlines.bytesArrive(at: second(now))
        }
        #expect(deadlines.next >= min(before, second(now) + deadlines.shortestInterval))
      }
    }
  }

  private func second(_ number: Int) -> NIODeadline {
    .uptimeNanoseconds(0) + .seconds(Int64(number))
  }
}
