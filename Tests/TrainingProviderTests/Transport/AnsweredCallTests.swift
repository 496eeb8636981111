import Testing

@testable import TrainingProvider

/// Calls whose client leaves its side open after the answer.
@Suite struct AnsweredCallTests {
  /// A stream that the client leaves open after the answer is closed.
  @Test(arguments: ["/Test/unknown", TestService.wait])
  func answeredStreamsAreReset(_ method: String) async throws {
    var limits = TransportLimits()
    limits.maxPause = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      test.service.gate.open()
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(method) + RawFrame.message(last: false))
      try await eventually("stream is not reset") {
        connection.frames.contains { $0.stream == 1 && $0.kind == .reset }
      }
      #expect(connection.hasSuccess() || connection.hasRefusal())
    }
  }

  /// In a debug build, gRPC Swift's own client traps if a stream is closed while it writes.
  @Test func answeredStreamsStayOpenForAWhile() async throws {
    var limits = TransportLimits()
    limits.maxFirstMessageTime = .milliseconds(100)
    limits.maxPause = .seconds(300)
    try await ServerUnderTest.run(limits) { test in
      test.service.gate.open()
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.wait) + RawFrame.message(last: false))
      try await eventually("call is not answered") { connection.hasSuccess() }
      // The connection is checked several times meanwhile.
      try await Task.sleep(for: .milliseconds(500))
      #expect(!connection.frames.contains { $0.kind == .reset })
    }
  }
}
