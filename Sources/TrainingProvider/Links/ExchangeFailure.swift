/// Why a response did not come to its end.
enum ExchangeFailure: Error {
  /// Nothing came for too long.
  case silent
  /// The connection was closed.
  case closed
}
