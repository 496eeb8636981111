import NIOCore
import Synchronization

/// The open connections of a server, whose number is limited.
///
/// The connections of a server are distributed over event loops, so a lock protects the table. It
/// is used only when a connection opens or closes; calls only change the state of their connection.
final class ConnectionTable: Sendable {
  private let limit: Int
  private let metrics: ConnectionMetrics?
  private let connections = Mutex<[ObjectIdentifier: OpenConnection]>([:])

  init(limit: Int, metrics: ConnectionMetrics? = nil) {
    self.limit = limit
    self.metrics = metrics
  }

  /// How many connections are open.
  var count: Int { connections.withLock(\.count) }

  /// Adds a connection. At the limit, the connection that has been unused for longest is closed in
  /// exchange, unless a call turns out to have begun on it. Then there is one connection too many
  /// until others are added.
  ///
  /// - Returns: `false` if there is no room because every connection is in use.
  func admit(_ connection: OpenConnection) -> Bool {
    let (isAdmitted, evicted) = connections.withLock { connections in
      var evicted: [OpenConnection] = []
      while connections.count >= limit, let unused = connections.values.longestUnused {
        connections[ObjectIdentifier(unused)] = nil
        evicted.append(unused)
      }
      // Calls may have begun on all evicted connections, so their number is limited.
      let room = evicted.isEmpty ? limit : limit + limit / 8 + 1
      guard connections.count < room else { return (false, evicted) }
      connections[ObjectIdentifier(connection)] = connection
      metrics?.record(open: connections.count)
      return (true, evicted)
    }
    for connection in evicted { connection.evict() }
    metrics?.record(evicted: evicted.count, isRefused: !isAdmitted)
    return isAdmitted
  }

  /// Adds an evicted connection again because a call has begun on it. The number of connections can
  /// therefore exceed the limit by an eighth for a while.
  func readmit(_ connection: OpenConnection) {
    connections.withLock { connections in
      connections[ObjectIdentifier(connection)] = connection
      metrics?.record(open: connections.count)
    }
  }

  /// Removes a connection, if it is in the table.
  func remove(_ connection: OpenConnection) {
    connections.withLock { connections in
      connections[ObjectIdentifier(connection)] = nil
      metrics?.record(open: connections.count)
    }
  }
}

extension Sequence<OpenConnection> {
  /// The connection that has been without a call for longest; `nil` if each has a call.
  fileprivate var longestUnused: OpenConnection? {
    let unused = lazy.compactMap { connection in
      connection.unusedSince.map { (connection, since: $0) }
    }
    return unused.min { $0.since < $1.since }?.0
  }
}
