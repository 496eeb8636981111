import Synchronization

/// An open call in which the client may only send more when the handler has dealt with the messages
/// that have arrived.
final class PacedCall: Sendable {
  /// The call that the current task handles; `nil` if the task handles none that is paced.
  @TaskLocal static var current: PacedCall?

  /// The number in the call's header; see ``PacedCalls``.
  let number: String

  private let handled: @Sendable () -> Void
  private let turn = Mutex(TurnState())

  private struct TurnState {
    var isAwaited = false
    var observer: (@Sendable (Bool) -> Void)?
  }

  /// - Parameters:
  ///   - number: the number of the call.
  ///   - handled: called on any thread when the handler has dealt with a message.
  init(number: String, handled: @escaping @Sendable () -> Void) {
    self.number = number
    self.handled = handled
  }

  /// Says that the handler has dealt with a message.
  func messageIsHandled() { handled() }

  /// Calls a function whenever the call begins or ends to wait for its turn to receive a message,
  /// and at once if it waits. Meanwhile the client can't send, and isn't to blame for that.
  func observeTurns(_ observer: @escaping @Sendable (_ isWaiting: Bool) -> Void) {
    turn.withLock { state in
      state.observer = observer
      if state.isAwaited { observer(true) }
    }
  }

  /// Records whether the call waits for its turn to receive a message.
  func waitsForTurn(_ isWaiting: Bool) {
    turn.withLock { state in
      guard state.isAwaited != isWaiting else { return }
      state.isAwaited = isWaiting
      state.observer?(isWaiting)
    }
  }
}
