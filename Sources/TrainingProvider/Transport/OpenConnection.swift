import NIOCore
import Synchronization

/// What other event loops may know of a connection, and do to it.
final class OpenConnection: Sendable {
  private let unused: Mutex<NIODeadline?>
  private let onEviction: @Sendable (OpenConnection) -> Void

  /// - Parameters:
  ///   - now: when the connection was accepted.
  ///   - evict: closes the connection unless it is in use after all. Called on any thread.
  init(at now: NIODeadline, evict: @escaping @Sendable (OpenConnection) -> Void) {
    unused = Mutex(now)
    onEviction = evict
  }

  /// Since when the connection has been without a call; `nil` while a call is under way.
  var unusedSince: NIODeadline? {
    get { unused.withLock { $0 } }
    set { unused.withLock { $0 = newValue } }
  }

  /// Makes room for another connection.
  func evict() {
    onEviction(self)
  }
}
