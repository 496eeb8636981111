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
}
