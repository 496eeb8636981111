import Synchronization

/// Counts the open connections of a server.
final class ConnectionCount: Sendable {
  private let limit: Int
  private let open = Mutex(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Counts one more connection, unless that is too many.
  func enter() -> Bool {
    open.withLock { open in
      guard open < limit else { return false }
      open += 1
      return true
    }
  }

  /// Counts one connection less.
  func leave() {
    open.withLock { $0 -= 1 }
  }
}
