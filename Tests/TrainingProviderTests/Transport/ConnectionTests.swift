import Foundation
import Testing

@testable import TrainingProvider

/// Which connections are accepted, and which are closed for them.
@Suite struct ConnectionTests {
  @Test func aNewConnectionTakesTheOneThatHasBeenWithoutACallForLongest() async throws {
    try await ServerUnderTest.run(TransportLimits(maxConnections: 4)) { test in
      let used = try await test.waitingCall()
      let called = try await test.idleConnection()
      let oldest = try await test.idleConnection()
      let idle = try await test.idleConnection()
      // Because of its call, it has been unused for the shortest time.
      called.send(RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("call is not answered") { called.hasSuccess() }
      var calls = [used]
      for loser in [oldest, idle, called] {
        calls.append(try await test.waitingCall())
        try await eventually("connection stays open") { loser.isClosed }
        #expect(test.connections.count == 4)
      }
      let last = try RawConnection(port: test.port)
      try await eventually("a fifth call gets a connection") { last.isClosed }
      test.service.gate.open()
      for call in calls {
        try await eventually("call is not answered") { call.hasSuccess() }
      }
    }
  }

  /// Some daemons open calls and never send anything.
  @Test func callsWithoutAMessageHoldNoConnection() async throws {
    try await ServerUnderTest.run(TransportLimits(maxConnections: 3)) { test in
      let used = try await test.waitingCall()
      let silent = try (0..<20).map { _ in
        let connection = try RawConnection(port: test.port)
        connection.send(RawFrame.call(TestService.count))
        return connection
      }
      try await eventually("connections stay open") { silent.filter(\.isClosed).count == 18 }
      let next = try RawConnection(port: test.port)
      next.send(RawFrame.call(TestService.echo) + RawFrame.message())
      try await eventually("call is not answered") { next.hasSuccess() }
      test.service.gate.open()
      try await eventually("call is not answered") { used.hasSuccess() }
    }
  }

  @Test func connectionsLeaveTheTable() async throws {
    try await ServerUnderTest.run { test in
      var connections = try (0..<20).map { number in
        let connection = try RawConnection(
          port: test.port, saying: number % 2 == 0 ? Data() : RawFrame.preface)
        if number % 4 == 1 { connection.send(RawFrame.call(TestService.count)) }
        if number % 4 == 3 { connection.send(RawFrame.call(TestService.echo) + RawFrame.message()) }
        return connection
      }
      try await eventually("connections are not taken") { test.connections.count == 20 }
      #expect(connections.count == 20)
      connections.removeAll()
      try await eventually("connections stay in the table") { test.connections.count == 0 }
    }
  }
}
