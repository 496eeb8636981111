import Foundation
import Testing

@testable import TrainingProvider

/// The memory for messages that never become complete is limited in total.
@Suite struct UnfinishedMessagesTests {
  @Test func theMessageThatTakesLongestEnds() {
    let messages = UnfinishedMessages(limit: 100)
    let ended = Shared<[Int]>([])
    let senders = (0..<4).map { number in
      UnfinishedMessages.Sender { ended.change { $0.append(number) } }
    }
    messages.record(40, ofMessage: 0, from: senders[0])
    messages.record(30, ofMessage: 0, from: senders[1])
    // The call has begun another message since, which is younger.
    messages.record(40, ofMessage: 1, from: senders[0])
    messages.record(30, ofMessage: 0, from: senders[2])
    #expect(messages.byteCount == 100)
    #expect(ended.value == [])
    messages.record(1, ofMessage: 0, from: senders[3])
    #expect(ended.value == [1])
    messages.record(90, ofMessage: 0, from: senders[2])
    #expect(ended.value == [1, 0])
    messages.record(0, ofMessage: 1, from: senders[2])
    messages.forget(senders[3])
    messages.forget(senders[3])
    #expect(messages.byteCount == 0)
  }

  @Test func callsWithHalfAMessageAreBoundedTogether() async throws {
    var limits = TransportLimits(maxMessageBytes: 1000, maxUnfinishedBytes: 2000)
    limits.maxClosingTime = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      let calls = try (0..<3).map { _ in try RawConnection(port: test.port) }
      for (index, call) in calls.enumerated() {
        call.send(
          RawFrame.call(TestService.count) + RawFrame.beginning(800, ofMessage: 1000))
        try await eventually("message does not arrive") {
          test.unfinished.byteCount == min(index + 1, 2) * 805
        }
      }
      try await eventually("the first call goes on") { calls[0].hasRefusal() }
      try await eventually("stream is not reset") {
        calls[0].frames.contains { $0.stream == 1 && $0.kind == .reset }
      }
      for call in calls.dropFirst() { call.send(RawFrame.more(200)) }
      for call in calls.dropFirst() {
        try await eventually("call is not answered") { call.hasSuccess() }
      }
      #expect(test.service.messages == 2)
    }
  }

  /// Only incomplete messages count, and only while their calls exist.
  @Test func wholeMessagesAndCallsThatAreGoneCountNothing() async throws {
    try await ServerUnderTest.run(
      // Two messages may be unfinished at the same time.
      TransportLimits(maxMessageBytes: 1000, maxUnfinishedBytes: 2000)
    ) { test in
      let half = RawFrame.beginning(800, ofMessage: 1000)
      let call = try RawConnection(port: test.port)
      call.send(RawFrame.call(TestService.count) + half)
      let many = try RawConnection(port: test.port)
      many.send(RawFrame.call(TestService.count))
      for _ in 0..<20 {
        many.send(RawFrame.beginning(600, ofMessage: 1000) + RawFrame.more(400, last: false))
      }
      try await eventually("messages do not arrive") { test.service.messages == 20 }
      for _ in 0..<5 {
        let gone = try RawConnection(port: test.port)
        gone.send(RawFrame.call(TestService.count) + RawFrame.beginning(500, ofMessage: 1000))
        try await eventually("message does not arrive") { test.unfinished.byteCount == 1310 }
        gone.send(RawFrame.resetStream())
        try await eventually("message stays") { test.unfinished.byteCount == 805 }
      }
      call.send(RawFrame.more(200))
      try await eventually("call is not answered") { call.hasSuccess() }
      many.send(RawFrame.message())
      try await eventually("call is not answered") { many.hasSuccess() }
    }
  }
}
