import NIOCore
import Synchronization
import Testing

@testable import TrainingProvider

@Suite struct ConnectionTableTests {
  @Test func theLongestUnusedConnectionMakesRoom() {
    let table = ConnectionTable(limit: 3)
    let connections = [(1, 5), (2, nil), (3, 4)].map { TestConnection($0, unusedSince: $1) }
    for connection in connections {
      #expect(table.admit(connection.entry))
      #expect(connection.setUnused())
    }
    #expect(table.admit(TestConnection(6, unusedSince: 6).entry))
    #expect(connections.map(\.isClosed) == [false, false, true])
    #expect(table.admit(TestConnection(7, unusedSince: 7).entry))
    #expect(connections.map(\.isClosed) == [true, false, true])
    #expect(table.count == 3)
  }

  /// Evicted connections on which calls had begun come back, and may end up without a call.
  @Test func connectionsBeyondTheLimitMakeRoom() {
    let table = ConnectionTable(limit: 8)
    let connections = (1...11).map { TestConnection($0, unusedSince: $0) }
    for connection in connections[..<8] { #expect(table.admit(connection.entry)) }
    for connection in connections[8...] { table.readmit(connection.entry) }
    #expect(table.count == 11)
    #expect(table.admit(TestConnection(12, unusedSince: 12).entry))
    #expect(connections.filter(\.isClosed).count == 4)
    #expect(table.count == 8)
  }

  @Test func withoutAnUnusedConnectionThereIsNoRoom() {
    let table = ConnectionTable(limit: 2)
    let connections = [1, 2].map { TestConnection($0, unusedSince: nil) }
    for connection in connections {
      #expect(table.admit(connection.entry))
      #expect(connection.setUnused())
    }
    let next = TestConnection(3, unusedSince: 3)
    #expect(!table.admit(next.entry))
    #expect(!next.isClosed)
    table.remove(connections[0].entry)
    table.remove(connections[0].entry)
    #expect(table.count == 1)
    #expect(table.admit(next.entry))
    #expect(connections.map(\.isClosed) == [false, false])
  }
}

/// An entry of the table without a socket. Times are small numbers.
private final class TestConnection {
  let entry: OpenConnection
  private let closes: Closes
  private let unusedSince: Int?

  init(_ begin: Int, unusedSince: Int?) {
    let closes = Closes()
    self.closes = closes
    self.unusedSince = unusedSince
    entry = OpenConnection(at: .uptimeNanoseconds(UInt64(begin))) { _ in closes.add() }
  }

  var isClosed: Bool { closes.count > 0 }

  func setUnused() -> Bool {
    entry.unusedSince = unusedSince.map { .uptimeNanoseconds(UInt64($0)) }
    return true
  }

  private final class Closes: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }
}
