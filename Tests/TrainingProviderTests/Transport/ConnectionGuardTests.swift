import NIOCore
import NIOEmbedded
import Testing

@testable import TrainingProvider

@Suite struct ConnectionGuardTests {
  /// A connection isn't evicted if a call arrives on it at that moment.
  @Test(arguments: [false, true])
  func callsThatAreOnTheirWayKeepTheirConnection(_ arrives: Bool) throws {
    let limits = TransportLimits(maxConnections: 1)
    let table = ConnectionTable(limit: 1)
    let handler = ConnectionGuard(limits, table)
    let channel = EmbeddedChannel(handler: handler)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    #expect(table.count == 1)
    #expect(table.admit(OpenConnection(at: .now()) { _ in }))
    let call = CallGuard(limits, of: handler, UnfinishedMessages(limit: .max))
    if arrives {
      handler.callBegins(call)
      handler.callIsUnderWay(call)
    }
    channel.embeddedEventLoop.advanceTime(by: .milliseconds(20))
    #expect(channel.isActive == arrives)
    #expect(table.count == (arrives ? 2 : 1))
    _ = try? channel.finish()
  }

  /// Calls don't change the timer, so each check has to find the next deadline.
  @Test func checksMissNoDeadline() {
    let limits = TransportLimits(
      maxSetupTime: .seconds(60), maxFirstMessageTime: .seconds(30), maxPause: .seconds(20),
      maxIdleTime: .seconds(60))
    let handler = ConnectionGuard(limits, ConnectionTable(limit: 1))
    let call = CallGuard(limits, of: handler, UnfinishedMessages(limit: .max))
    #expect(handler.nextCheck(after: call.begin) == call.begin + .seconds(20))
    handler.callBegins(call)
    #expect(handler.nextCheck(after: call.begin + .seconds(15)) == call.begin + .seconds(30))
    handler.callIsUnderWay(call)
    call.isUnderWay = true
    #expect(handler.nextCheck(after: call.begin + .seconds(15)) == call.begin + .seconds(35))
    call.closingDeadline = call.begin + .seconds(16)
    #expect(handler.nextCheck(after: call.begin + .seconds(15)) == call.begin + .seconds(16))
    handler.callEnds(call)
    #expect(handler.nextCheck(after: call.begin + .seconds(15)) == call.begin + .seconds(35))
  }
}
