import Synchronization

/// The server's lives, one after the other in the same folder.
final class Lives: Sendable {
  private let current = Mutex(Promise<Life?>())

  /// A time in which the server can be called.
  struct Life: Sendable {
    /// The number, from 1.
    let number: Int

    let endpoints: Endpoints
  }

  /// The life that the server lives, as soon as it lives one; `nil` if there won't be another.
  var now: Life? {
    get async { await current.withLock(\.self).value }
  }

  /// The server can be called.
  func begin(_ number: Int, _ endpoints: Endpoints) {
    current.withLock(\.self).keep(Life(number: number, endpoints: endpoints))
  }

  /// The server is about to die.
  func end() {
    current.withLock { promise in
      // Whoever waits for a life that never began goes on waiting, for the next one.
      if promise.current != nil { promise = Promise() }
    }
  }

  /// The server won't be started again.
  func close() {
    end()
    current.withLock(\.self).keep(nil)
  }
}
