import Foundation
import GRPCCore
import TestSupport
import Testing

@testable import TrainingProvider

/// How long a peer may be silent. Each test sets one short limit; the others are longer than the
/// tests wait.
@Suite struct SilenceTests {
  private static let long = TransportLimits(
    maxSetupTime: .seconds(300), maxFirstMessageTime: .seconds(300), maxIdleTime: .seconds(300),
    maxClosingTime: .seconds(300), maxSilence: .seconds(1200))

  @Test(arguments: [Data(), Data("PRI".utf8), RawFrame.preface])
  func connectionsWithoutACallAreClosed(_ opening: Data) async throws {
    var limits = Self.long
    limits.maxSetupTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port, saying: opening)
      try await eventually("connection stays open") { connection.isClosed }
    }
  }

  @Test func connectionsThatTrickleAreClosed() async throws {
    var limits = Self.long
    limits.maxSetupTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      let ping = RawFrame(kind: .ping, flags: 1, payload: Data(count: 8)).bytes
      var bytes = (0..<1000).lazy.flatMap { _ in ping }.makeIterator()
      try await eventually("connection stays open") {
        connection.send(Data([bytes.next() ?? 0]))
        return connection.isClosed
      }
    }
  }

  /// The peer is asked to leave, and its connection is closed if it doesn't answer.
  @Test func idlePeersThatDoNotAnswerAreClosed() async throws {
    var limits = Self.long
    limits.maxIdleTime = .milliseconds(300)
    limits.maxClosingTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("call is not answered") { connection.hasSuccess() }
      try await eventually("connection stays open") { connection.isClosed }
      #expect(connection.frames.contains { $0.kind == .goAway })
    }
  }

  @Test func deadPeersAreClosedAmidACall() async throws {
    var limits = Self.long
    limits.maxSilence = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try await test.waitingCall()
      try await eventually("connection stays open") { connection.isClosed }
    }
  }

  @Test func callsWithoutAMessageEndAndTheirConnectionStays() async throws {
    var limits = Self.long
    limits.maxFirstMessageTime = .milliseconds(300)
    limits.maxClosingTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      connection.send(RawFrame.call(TestService.count))
      try await eventually("call goes on") { connection.hasRefusal() }
      // With a client that doesn't end its side.
      try await eventually("stream is not reset") {
        connection.frames.contains { $0.stream == 1 && $0.kind == .reset }
      }
      connection.send(RawFrame.call(TestService.echo, stream: 3) + RawFrame.message(stream: 3))
      try await eventually("call is not answered") { connection.hasSuccess(stream: 3) }
      #expect(test.connections.count == 1)
    }
  }

  /// A message that is never completed doesn't count.
  @Test func callsWithHalfAMessageEnd() async throws {
    var limits = Self.long
    limits.maxFirstMessageTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let connection = try RawConnection(port: test.port)
      let half = RawFrame(kind: .data, stream: 1, payload: Data([0, 0, 0, 0, 9, 1, 2])).bytes
      connection.send(RawFrame.call(TestService.echo) + half)
      try await eventually("call goes on") { connection.hasRefusal() }
    }
  }

  @Test(arguments: ["echo", "wait", "count", "unknown"])
  func silentClientsAreToldWhatIsWrong(_ method: String) async throws {
    var limits = Self.long
    limits.maxFirstMessageTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      try await test.withClient { client in
        let error = await #expect(throws: RPCError.self) {
          try await client.silentCall(TestService.method(method))
        }
        guard method != "unknown" else { return #expect(error?.code == .unimplemented) }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.message.contains("no message arrived within 0.3 seconds") == true)
      }
    }
  }

  @Test(.enabled(if: TestPython.path != nil, "set TRAINING_PYTHON, or run Scripts/test"))
  func silentClientsInPythonAreToldToo() async throws {
    var limits = Self.long
    limits.maxFirstMessageTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let script = """
        import grpc, os, threading
        channel = grpc.insecure_channel("127.0.0.1:\(test.port)")
        call = channel.stream_unary("\(TestService.count)")
        try:
          call(iter(threading.Event().wait, True))
        except grpc.RpcError as error:
          print(error.code().name, error.details(), flush=True)
        os._exit(0)
        """
      let outcome = try await Command(TestPython.path ?? "", ["-c", script]).run()
      #expect(
        outcome.text.hasPrefix("DEADLINE_EXCEEDED no message arrived within 0.3 seconds"),
        "\(outcome.text) \(outcome.errors)")
    }
  }

  @Test func callsWithAMessageMayBeSilent() async throws {
    var limits = Self.long
    limits.maxFirstMessageTime = .milliseconds(100)
    limits.maxIdleTime = .milliseconds(100)
    limits.maxSetupTime = .milliseconds(100)
    limits.maxClosingTime = .milliseconds(100)
    try await ServerUnderTest.run(limits) { test in
      let request = RawFrame.call(TestService.wait) + RawFrame.message(last: false)
      let call = try RawConnection(port: test.port, saying: RawFrame.preface + request)
      try await eventually("call does not arrive") { test.service.messages == 1 }
      try await Task.sleep(for: .seconds(1))
      #expect(!call.isClosed)
      test.service.gate.open()
      try await eventually("call is not answered") { call.hasSuccess() }
    }
  }
}

extension GRPCClient {
  /// Opens a call, and sends nothing.
  fileprivate func silentCall(_ method: MethodDescriptor) async throws {
    try await clientStreaming(
      request: StreamingClientRequest { _ in try await Gate().pass() }, descriptor: method,
      serializer: TestService.Bytes(), deserializer: TestService.Bytes(), options: .defaults
    ) { response in
      _ = try response.message
    }
  }
}
