/// How many links are checked at once before anybody pays for fetching them.
///
/// The limits apply to price calls and to paid calls separately, so free calls never hold up paid
/// ones. Each kind of call checks at most one link at a time for each model.
public struct ProbeLimits: Hashable, Sendable {
  /// How many links are checked at once.
  public var maxConcurrent: Int

  /// How many further links may wait for their turn; more are refused. Each waiting call holds a
  /// connection, so choose a number far below ``TransportLimits/maxConnections``.
  public var maxWaiting: Int

  /// How long a link may wait for its turn before it is refused.
  public var placeTimeout: Duration

  /// How long a check may take while others wait for their turn.
  public var contendedTime: Duration

  /// Creates limits; each is the default unless given.
  public init(
    maxConcurrent: Int = 16, maxWaiting: Int = 32, placeTimeout: Duration = .seconds(10),
    contendedTime: Duration = .seconds(2)
  ) {
    self.maxConcurrent = maxConcurrent
    self.maxWaiting = maxWaiting
    self.placeTimeout = placeTimeout
    self.contendedTime = contendedTime
  }
}
