import NIOCore
import Synchronization

/// The part of a connection that other event loops can access.
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

  /// The time since which the connection has been without a call; `nil` while a call is under way.
  var unusedSince: NIODeadline? {
    get { unused.withLock { $0 } }
    set { unused.withLock { $0 = newValue } }
  }

  /// Closes the connection, unless it is in use after all, to make room for another one.
  func evict() {
    onEviction(self)
  }
}
