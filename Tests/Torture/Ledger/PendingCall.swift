/// A call that has begun and has yet to be answered.
struct PendingCall: Sendable {
  let call: Call

  /// The number of the server's life in which the call was made.
  let life: Int

  /// Whether the server may refuse the call because of its price.
  let mayLackPrice: Bool

  /// Whether no work was in progress that could change the model when the call began.
  let beganAtRest: Bool

  /// Whether the call will have no answer.
  var isUnanswerable = false
}
