import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Testing

@testable import TrainingProvider

/// A real HTTP/2 listener for a ``TestService``.
struct ServerUnderTest: Sendable {
  let port: Int
  let service: TestService
  let connections: ConnectionTable
  let unfinished: UnfinishedMessages
  let pacedCalls: PacedCalls
  let server: GRPCServer<HTTP2ServerTransport.Posix>

  /// Serves until `body` returns, and then expects all connections to be closed.
  ///
  /// - Parameters:
  ///   - limits: the limits for connections.
  ///   - pacedCalls: the calls that are paced.
  ///   - services: further services.
  static func run(
    _ limits: TransportLimits = TransportLimits(), pacing pacedCalls: PacedCalls = PacedCalls([]),
    services: [any RegistrableRPCService] = [],
    _ body: (ServerUnderTest) async throws -> Void
  ) async throws {
    let service = TestService()
    let connections = ConnectionTable(limit: limits.maxConnections)
    let unfinished = UnfinishedMessages(limit: limits.maxUnfinishedBytes)
    let server = GRPCServer(
      transport: .http2NIOPosix(
        address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext,
        config: .training(limits, connections, unfinished, pacedCalls)),
      services: [service] + services, interceptors: [MessagePacer(calls: pacedCalls)])
    let serving = Task { try await server.serve() }
    let result: Result<Void, any Error>
    do {
      let address = try #require(try await server.listeningAddress?.ipv4)
      result = .success(
        try await body(
          ServerUnderTest(
            port: address.port, service: service, connections: connections,
            unfinished: unfinished, pacedCalls: pacedCalls, server: server)))
    } catch {
      result = .failure(error)
    }
    service.gate.open()
    server.beginGracefulShutdown()
    try await serving.value
    try await eventually("connections stay in the table") { connections.count == 0 }
    try await eventually("messages stay in the table") { unfinished.byteCount == 0 }
    try await eventually("calls stay in the table") {
      pacedCalls.count == 0 && pacedCalls.turns.byteCount == 0
    }
    try result.get()
  }

  /// Begins a call that is under way: its first message has arrived, and the gate is closed.
  func waitingCall() async throws -> RawConnection {
    let before = service.messages
    let connection = try RawConnection(port: port)
    connection.send(RawFrame.call(TestService.wait) + RawFrame.message())
    try await eventually("call does not arrive") { service.messages == before + 1 }
    return connection
  }

  /// Opens a connection without a call, and waits until the server has accepted it.
  func idleConnection() async throws -> RawConnection {
    let connection = try RawConnection(port: port)
    try await eventually("connection is not taken") { connection.hasAnswer }
    return connection
  }

  /// Connects an ordinary gRPC client.
  func withClient(
    _ body: (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Void
  ) async throws {
    try await withGRPCClient(
      transport: .http2NIOPosix(
        target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
    ) { client in
      try await body(client)
    }
  }
}

extension RawConnection {
  /// Whether a call was answered with a message and a status, as successful calls are.
  func hasSuccess(stream: UInt32 = 1) -> Bool {
    let frames = frames.filter { $0.stream == stream }
    let ends = frames.contains { $0.kind == .headers && $0.endsStream }
    return ends && frames.contains { $0.kind == .data }
  }

  /// Whether a call was answered with a status only, as failed calls are.
  func hasRefusal(stream: UInt32 = 1) -> Bool {
    frames.filter { $0.stream == stream && $0.kind == .headers }.count == 1
      && !hasSuccess(stream: stream)
      && frames.contains { $0.stream == stream && $0.endsStream && $0.kind == .headers }
  }
}
