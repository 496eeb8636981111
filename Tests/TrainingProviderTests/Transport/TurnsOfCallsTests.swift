import Foundation
import Testing

@testable import TrainingProvider

/// The turns of calls to receive the rest of a message.
@Suite struct TurnsOfCallsTests {
  /// The turn lasts until the handler has dealt with the message.
  @Test func messagesArriveOneAfterTheOther() async throws {
    try await ServerUnderTest.run(pacing: TestService.pacing("step", maxBytes: 40_000)) { test in
      let calls = try await Self.beginTwo(test)
      calls[1].send(RawFrame.more(12_000))
      try await Task.sleep(for: .milliseconds(300))
      #expect(test.service.messages == 0)
      calls[0].send(RawFrame.more(12_000))
      try await eventually("message does not arrive") { test.service.messages == 1 }
      try await Task.sleep(for: .milliseconds(300))
      #expect(test.service.messages == 1)
      test.service.gate.open()
      try await eventually("calls are not answered") {
        calls.allSatisfy { $0.hasSuccess() }
      }
      #expect(test.service.messages == 2)
      #expect(test.service.waits == [true, false])
    }
  }

  /// A message that arrives while the handler deals with another has a turn of its own.
  @Test func messagesReadAheadNeedATurn() async throws {
    let paced = TestService.pacing("step", maxBytes: 40_000, maxEagerCalls: 1)
    try await ServerUnderTest.run(pacing: paced) { test in
      let call = try RawConnection(port: test.port)
      call.send(RawFrame.call(TestService.step) + RawFrame.beginning(12_000, ofMessage: 24_000))
      try await eventually("turn does not begin") { paced.turns.byteCount == 24_000 }
      call.send(RawFrame.more(12_000, last: false))
      try await eventually("message does not arrive") { test.service.messages == 1 }
      call.send(RawFrame.beginning(12_000, ofMessage: 24_000))
      try await eventually("call does not wait") { test.service.waits == [true] }
      #expect(paced.turns.byteCount == 24_000)
      test.service.gate.open()
      call.send(RawFrame.more(12_000))
      try await eventually("call is not answered") { call.hasSuccess() }
      #expect(test.service.waits == [true, false])
    }
  }

  /// A client that stops within a message doesn't keep others waiting.
  @Test func turnsEndInTime() async throws {
    let paced = TestService.pacing("step", maxBytes: 40_000, maxTurn: .milliseconds(200))
    try await ServerUnderTest.run(pacing: paced) { test in
      test.service.gate.open()
      let calls = try await Self.beginTwo(test)
      calls[1].send(RawFrame.more(12_000))
      try await eventually("call is not answered") { calls[1].hasSuccess() }
      calls[0].send(RawFrame.more(12_000))
      try await eventually("call is not answered") { calls[0].hasSuccess() }
    }
  }

  /// So does a client that leaves.
  @Test func callsThatEndGiveUpTheirTurn() async throws {
    try await ServerUnderTest.run(pacing: TestService.pacing("step", maxBytes: 40_000)) { test in
      test.service.gate.open()
      let calls = try await Self.beginTwo(test)
      calls[1].send(RawFrame.more(12_000))
      calls[0].send(RawFrame.resetStream())
      try await eventually("call is not answered") { calls[1].hasSuccess() }
    }
  }

  @Test func smallMessagesNeedNoTurn() async throws {
    let paced = TestService.pacing("step", "count", maxBytes: 40_000)
    try await ServerUnderTest.run(pacing: paced) { test in
      let calls = try await Self.beginTwo(test)
      let small = try RawConnection(port: test.port)
      small.send(
        RawFrame.call(TestService.count) + RawFrame.message(Data(count: 1_000), last: false)
          + RawFrame.message(Data(count: 1_000)))
      try await eventually("call is not answered") { small.hasSuccess() }
      #expect(calls.allSatisfy { !$0.hasSuccess() })
    }
  }

  /// Begins two calls with messages that have to arrive one after the other. It is the turn of the
  /// first.
  private static func beginTwo(_ test: ServerUnderTest) async throws -> [RawConnection] {
    var calls: [RawConnection] = []
    for count in 1...2 {
      let call = try RawConnection(port: test.port)
      call.send(RawFrame.call(TestService.step) + RawFrame.beginning(12_000, ofMessage: 24_000))
      try await eventually("message does not begin") {
        test.unfinished.byteCount == count * 12_005
      }
      calls.append(call)
    }
    return calls
  }
}
