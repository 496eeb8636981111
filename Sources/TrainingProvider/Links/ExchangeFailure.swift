/// The reason why a response is incomplete.
enum ExchangeFailure: Error {
  /// The server sent nothing for too long.
  case silent
  /// The connection was closed.
  case closed
}
