import Foundation
import NIOCore
import Testing

@testable import TrainingProvider

/// Calls that no real client makes.
@Suite struct HostileCallTests {
  /// The transport alone would stop the process for some of these.
  @Test(arguments: [
    "-1S", "-0S", "+1S", "1", "S", "", " 1S", "1S ", "1 S", "123456789S", "1X", "1s", "0x1S",
    "1.0S",
    "-9999999H", "٣S", "-1n",
  ])
  func malformedTimeoutsAreRefused(_ timeout: String) async throws {
    try await ServerUnderTest.run { test in
      let connection = try RawConnection(port: test.port)
      let call = RawFrame.call(TestService.echo, with: [("grpc-timeout", timeout)])
      connection.send(call + RawFrame.message())
      try await eventually("call is not refused") { connection.hasRefusal() }
      connection.send(RawFrame.call(TestService.echo, stream: 3) + RawFrame.message(stream: 3))
      try await eventually("the server is gone") { connection.hasSuccess(stream: 3) }
    }
  }

  @Test(arguments: ["1S", "99999999H", "00000001M", "99999999n", "1u", "100m"])
  func timeoutsAreRead(_ timeout: String) async throws {
    #expect(CallTimeout.decode(timeout) != nil)
    try await ServerUnderTest.run { test in
      let connection = try RawConnection(port: test.port)
      let call = RawFrame.call(TestService.echo, with: [("grpc-timeout", timeout)])
      connection.send(call + RawFrame.message())
      try await eventually("call is not answered") {
        connection.hasSuccess() || connection.hasRefusal()
      }
    }
  }

  @Test func timesOfTimeouts() {
    #expect(CallTimeout.decode("20S") == .seconds(20))
    #expect(CallTimeout.decode("250m") == .milliseconds(250))
    #expect(CallTimeout.decode("99999999H") == .hours(24))
  }

  /// A call ends after its deadline even if the service doesn't notice it.
  @Test func callsEndAfterTheirDeadline() async throws {
    var limits = TransportLimits()
    limits.maxClosingTime = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      connection.send(
        RawFrame.call(TestService.count, with: [("grpc-timeout", "100m")])
          + RawFrame.message(last: false))
      try await eventually("call goes on") { connection.hasRefusal() }
      try await eventually("stream is not reset") {
        connection.frames.contains { $0.stream == 1 && $0.kind == .reset }
      }
    }
  }

  /// If the headers end the stream, the call has no messages, and the service answers it.
  @Test func callsThatEndWithTheirHeadersAreAnswered() async throws {
    try await ServerUnderTest.run { test in
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.count, last: true))
      try await eventually("call is not answered") { connection.hasSuccess() }
    }
  }

  /// Paused calls give way to new connections, and can continue if there are none.
  @Test func pausingCallsHoldNoConnection() async throws {
    var limits = TransportLimits(maxConnections: 3)
    limits.maxPause = .milliseconds(200)
    try await ServerUnderTest.run(limits) { test in
      let used = try await test.waitingCall()
      let open = RawFrame.call(TestService.count) + RawFrame.message(last: false)
      let pausing = try RawConnection(port: test.port, saying: RawFrame.preface + open)
      let deaf = try RawConnection(
        port: test.port,
        saying: RawFrame.prefaceOfTheDeaf + RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("calls do not arrive") { test.connections.count == 3 }
      try await Task.sleep(for: .seconds(1))
      for _ in 0..<2 {
        let next = try RawConnection(port: test.port)
        next.send(RawFrame.call(TestService.echo) + RawFrame.message())
        try await eventually("call is not answered") { next.hasSuccess() }
      }
      try await eventually("connections stay open") { pausing.isClosed || deaf.isClosed }
      #expect(!used.isClosed)
      test.service.gate.open()
      try await eventually("call is not answered") { used.hasSuccess() }
    }
  }

  /// Single bytes of a message that never ends don't keep a call under way.
  @Test func tricklingCallsHoldNoConnection() async throws {
    var limits = TransportLimits(maxConnections: 1)
    limits.maxPause = .milliseconds(200)
    try await ServerUnderTest.run(limits) { test in
      let trickling = try RawConnection(port: test.port)
      trickling.send(
        RawFrame.call(TestService.count) + RawFrame.message(last: false)
          + RawFrame.beginning(1, ofMessage: 1 << 20))
      let trickle = Task {
        while !Task.isCancelled {
          trickling.send(RawFrame.more(1, last: false))
          try? await Task.sleep(for: .milliseconds(20))
        }
      }
      defer { trickle.cancel() }
      try await eventually("call does not arrive") { test.service.messages == 1 }
      try await Task.sleep(for: .seconds(1))
      let next = try RawConnection(port: test.port)
      next.send(RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("call is not answered") { next.hasSuccess() }
      try await eventually("connection stays open") { trickling.isClosed }
    }
  }

  /// A client that has its answer and leaves its side open holds its connection no longer, whatever
  /// it sends.
  @Test func answeredCallsHoldNoConnection() async throws {
    var limits = TransportLimits(maxConnections: 1)
    limits.maxPause = .seconds(300)
    try await ServerUnderTest.run(limits) { test in
      test.service.gate.open()
      let answered = try RawConnection(port: test.port)
      answered.send(RawFrame.call(TestService.wait) + RawFrame.message(last: false))
      try await eventually("call is not answered") { answered.hasSuccess() }
      answered.send(RawFrame.message(last: false))
      let next = try RawConnection(port: test.port)
      next.send(RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("call is not answered") { next.hasSuccess() }
      try await eventually("connection stays open") { answered.isClosed }
    }
  }

  /// The message of a unary call has arrived, but the request doesn't end.
  @Test func requestsThatDoNotGoOnEnd() async throws {
    var limits = TransportLimits()
    limits.maxRequestPause = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.echo) + RawFrame.message(last: false))
      connection.send(RawFrame.call(TestService.wait, stream: 3) + RawFrame.message(stream: 3))
      try await eventually("call goes on") { connection.hasRefusal() }
      // A complete request may take as long as the service needs.
      try await Task.sleep(for: .milliseconds(500))
      test.service.gate.open()
      try await eventually("call is not answered") { connection.hasSuccess(stream: 3) }
    }
    #expect(TransportLimits().maxRequestPause == nil)
    let pause = try #require(TransportLimits.maintenance.maxRequestPause)
    #expect(pause > UploadLimits().transfer.idleTimeout)
  }

  /// A client that can't send because the service doesn't read isn't paused.
  @Test(arguments: [(nil, 20), ("wait", 3)])
  func callsThatWaitForTheServiceHoldTheirConnection(
    _ paced: String?, _ count: Int
  ) async throws {
    var limits = TransportLimits(maxConnections: 1)
    limits.maxPause = .milliseconds(200)
    try await ServerUnderTest.run(
      limits, pacing: PacedCalls(Set([paced].compactMap(\.self).map(TestService.method)))
    ) { test in
      let messages = (0..<count).reduce(into: Data()) { data, _ in
        data += RawFrame.message(last: false)
      }
      let call = try RawConnection(port: test.port)
      call.send(RawFrame.call(TestService.wait) + messages)
      try await eventually("call does not arrive") { test.service.messages == 1 }
      try await Task.sleep(for: .seconds(1))
      for _ in 0..<2 {
        let next = try RawConnection(port: test.port)
        try await eventually("connection stays open") { next.isClosed }
      }
      #expect(!call.isClosed)
      test.service.gate.open()
      try await eventually("call is not answered") { call.hasSuccess() }
    }
  }

  /// After the service has read everything, the client has to send again.
  @Test func callsThatWaitedForTheServicePause() async throws {
    var limits = TransportLimits(maxConnections: 1)
    limits.maxPause = .milliseconds(200)
    try await ServerUnderTest.run(limits) { test in
      let messages = (0..<20).reduce(into: Data()) { data, _ in
        data += RawFrame.message(last: false)
      }
      let call = try RawConnection(port: test.port)
      call.send(RawFrame.call(TestService.count) + messages)
      try await eventually("messages do not arrive") { test.service.messages == 20 }
      try await Task.sleep(for: .seconds(1))
      let next = try RawConnection(port: test.port)
      try await eventually("connection stays open") { call.isClosed }
      #expect(!next.isClosed)
    }
  }

  @Test func pausingCallsGoOn() async throws {
    var limits = TransportLimits(maxConnections: 1)
    limits.maxPause = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.count) + RawFrame.message(last: false))
      try await Task.sleep(for: .milliseconds(500))
      connection.send(RawFrame.message())
      try await eventually("call is not answered") { connection.hasSuccess() }
      #expect(test.service.messages == 2)
    }
  }

  /// A client that acknowledges pings but never reads counts as dead.
  @Test func unreadAnswersAreGivenUp() async throws {
    var limits = TransportLimits()
    limits.maxSilence = .milliseconds(400)
    limits.maxPause = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(
        port: test.port,
        saying: RawFrame.prefaceOfTheDeaf + RawFrame.call(TestService.echo) + RawFrame.message())
      let ping = RawFrame(kind: .ping, flags: 1, payload: Data(count: 8)).bytes
      try await eventually("the stream stays") {
        connection.send(ping)
        return connection.frames.contains { $0.stream == 1 && $0.kind == .reset }
      }
    }
  }
}
