import Foundation
import GRPCCore
import Testing

@testable import TrainingProvider

/// The connections of a server that shuts down, including those of peers that don't answer.
@Suite struct GracefulShutdownTests {
  private let limits = TransportLimits(
    maxSetupTime: .seconds(300), maxIdleTime: .seconds(300), maxClosingTime: .milliseconds(200))

  @Test func openCallsEndAndIdleConnectionsLeave() async throws {
    try await ServerUnderTest.run(limits) { test in
      let call = try await test.waitingCall()
      let idle = try await test.idleConnection()
      test.server.beginGracefulShutdown()
      try await eventually("idle connection stays open") { idle.isClosed }
      #expect(idle.frames.contains { $0.kind == .goAway })
      #expect(!call.isClosed)
      test.service.gate.open()
      try await eventually("call is not answered") { call.hasSuccess() }
      try await eventually("connection stays open") { call.isClosed }
    }
  }

  /// They are answered before, so that their clients learn why.
  @Test func callsThatDoNotEndAreClosed() async throws {
    var limits = limits
    limits.maxGraceTime = .milliseconds(300)
    try await ServerUnderTest.run(limits) { test in
      let call = try await test.waitingCall()
      test.server.beginGracefulShutdown()
      try await eventually("connection stays open") { call.isClosed }
      #expect(call.hasRefusal())
    }
  }
}
