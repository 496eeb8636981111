import Synchronization

/// The server's lives: the times between its starts and its deaths.
final class Lives: Sendable {
  private let current = Mutex(Promise<Life?>())

  /// A life during which the server can be called.
  struct Life: Sendable {
    /// The number, counted from 1.
    let number: Int

    let endpoints: Endpoints
  }

  /// The current life, as soon as the server can be called; `nil` if the server won't be started
  /// again.
  var now: Life? {
    get async { await current.withLock(\.self).value }
  }

  /// Records that the server can be called.
  func begin(_ number: Int, _ endpoints: Endpoints) {
    current.withLock(\.self).keep(Life(number: number, endpoints: endpoints))
  }

  /// Records that the server is about to be killed.
  func end() {
    current.withLock { promise in
      // If this life never began, tasks that wait for it wait for the next one.
      if promise.current != nil { promise = Promise() }
    }
  }

  /// Records that the server won't be started again.
  func close() {
    end()
    current.withLock(\.self).keep(nil)
  }
}
