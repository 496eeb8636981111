import Synchronization

/// A number that can be read from outside of an actor.
final class SharedNumber: Sendable {
  private let number = Mutex(0)

  var value: Int {
    get { number.withLock(\.self) }
    set { number.withLock { $0 = newValue } }
  }
}
