import NIOCore
import Synchronization

/// The open connections of a server, of which there can only be so many.
///
/// The connections of a server are spread over event loops, so the table is locked. It is only used
/// when a connection comes or goes; what calls change is the connection's own.
final class ConnectionTable: Sendable {
  private let limit: Int
  private let connections = Mutex<[ObjectIdentifier: OpenConnection]>([:])

  init(limit: Int) {
    self.limit = limit
  }

  /// How many connections are open.
  var count: Int { connections.withLock(\.count) }

  /// Takes a connection in. At the limit the one that has been unused for longest is closed for it,
  /// unless a call turns out to have begun on it: then there is one connection more for a while.
  ///
  /// - Returns: whether there is room; `false` if every connection is in use.
  func admit(_ connection: OpenConnection) -> Bool {
    let (isAdmitted, evicted) = connections.withLock { connections in
      var evicted: OpenConnection?
      guard connections.count < limit + limit / 8 + 1 else { return (false, evicted) }
      if connections.count >= limit {
        evicted = connections.values.longestUnused
        guard let evicted else { return (false, evicted) }
        connections[ObjectIdentifier(evicted)] = nil
      }
      connections[ObjectIdentifier(connection)] = connection
      return (true, evicted)
    }
    evicted?.evict()
    return isAdmitted
  }

  /// Takes a connection back that was to go and on which a call has begun. So there can be an
  /// eighth more connections than the limit for a while.
  func readmit(_ connection: OpenConnection) {
    connections.withLock { $0[ObjectIdentifier(connection)] = connection }
  }

  /// Forgets a connection, if it is not forgotten yet.
  func remove(_ connection: OpenConnection) {
    connections.withLock { $0[ObjectIdentifier(connection)] = nil }
  }
}

extension Sequence<OpenConnection> {
  /// The connection that has been without a call for longest; `nil` if all have calls.
  fileprivate var longestUnused: OpenConnection? {
    let unused = lazy.compactMap { connection in
      connection.unusedSince.map { (connection, since: $0) }
    }
    return unused.min { $0.since < $1.since }?.0
  }
}
