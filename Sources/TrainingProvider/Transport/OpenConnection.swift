import NIOCore
import Synchronization

/// What other event loops may know of a connection, and do to it.
final class OpenConnection: Sendable {
  private let unused: Mutex<NIODeadline?>
  private let onClose: @Sendable () -> Void

  /// - Parameters:
  ///   - now: when the connection was accepted.
  ///   - close: closes the connection, from any thread.
  init(at now: NIODeadline, close: @escaping @Sendable () -> Void) {
    unused = Mutex(now)
    onClose = close
  }

  /// Since when the connection has been without a call; `nil` while a call is under way.
  var unusedSince: NIODeadline? {
    get { unused.withLock { $0 } }
    set { unused.withLock { $0 = newValue } }
  }

  func close() {
    onClose()
  }
}
