import NIOCore
import Testing

@testable import TrainingProvider

/// The progress of the two sides of a call.
@Suite struct CallProgressTests {
  private let second = TimeAmount.seconds(1)
  private let begin = NIODeadline.uptimeNanoseconds(0)

  @Test func aServiceMayTakeItsTime() {
    var progress = progress()
    progress.requestEnds()
    #expect(!progress.isStalled(for: second, at: begin + .hours(1)))
    #expect(!progress.isUnsent(for: second, at: begin + .hours(1)))
  }

  @Test func aRequestThatDoesNotGoOnStalls() {
    var progress = progress()
    let isProgress = progress.bytesArrive(5, completingMessage: true, at: begin + second)
    #expect(isProgress)
    #expect(!progress.isStalled(for: second, at: begin + .milliseconds(1999)))
    #expect(progress.isStalled(for: second, at: begin + .seconds(2)))
    #expect(progress.isUnsent(for: second, at: begin + .seconds(2)))
  }

  /// A byte now and then doesn't count as progress, although each of them is read.
  @Test func aTrickleStalls() {
    var progress = progress()
    for time in 1...9 {
      let now = begin + .milliseconds(Int64(time) * 100)
      let isProgress = progress.bytesArrive(1, completingMessage: false, at: now)
      #expect(!isProgress)
      progress.readPauses(at: now)
      progress.readGoesOn(at: now)
    }
    #expect(progress.isStalled(for: second, at: begin + second))
  }

  /// A large message over a slow line: 8 MiB at 100 KiB/s, with the default limits.
  @Test func aSlowMessageDoesNotStall() {
    let limits = TransportLimits()
    var progress = CallProgress(leastBytes: limits.leastProgress)
    progress.headersArrive(at: begin)
    for frame in 1...512 {
      let now = begin + .milliseconds(Int64(frame) * 160)
      _ = progress.bytesArrive(16 << 10, completingMessage: false, at: now)
      progress.readPauses(at: now)
      progress.readGoesOn(at: now)
      #expect(!progress.isStalled(for: TimeAmount(limits.maxPause), at: now + .milliseconds(159)))
    }
  }

  @Test func aServiceThatDoesNotReadStallsNothing() {
    var progress = progress()
    progress.readPauses(at: begin)
    #expect(!progress.isStalled(for: second, at: begin + .hours(1)))
    progress.readGoesOn(at: begin + .hours(1))
    #expect(!progress.isStalled(for: second, at: begin + .hours(1) + .milliseconds(999)))
    #expect(progress.isStalled(for: second, at: begin + .hours(1) + second))
  }

  @Test func anAnswerThatIsNotReadStalls() {
    var progress = progress()
    progress.requestEnds()
    progress.writeBegins(at: begin + second)
    progress.writeBegins(at: begin + second)
    progress.writeEnds(at: begin + .seconds(5))
    #expect(!progress.isUnread(for: second, at: begin + .milliseconds(5999)))
    #expect(progress.isUnread(for: second, at: begin + .seconds(6)))
    progress.writeEnds(at: begin + .seconds(7))
    #expect(!progress.isUnread(for: second, at: begin + .hours(1)))
  }

  /// A call whose headers have just arrived.
  private func progress() -> CallProgress {
    var progress = CallProgress(leastBytes: 1000)
    progress.headersArrive(at: begin)
    return progress
  }
}
