/// A call that has begun.
struct PendingCall: Sendable {
  let call: Call

  /// Which of the server's lives it was made in.
  let life: Int

  /// Whether the server may say that it does not know the price, as far as the ledger can tell.
  let mayLackPrice: Bool

  /// Whether nothing was being done that could change the model when the call began.
  let beganAtRest: Bool

  /// Whether nobody will learn what comes of it.
  var isUnanswerable = false
}
