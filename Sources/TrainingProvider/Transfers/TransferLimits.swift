/// How slow a peer may send a dataset.
///
/// Only the time counts in which the provider waits for the peer: a slow disk is not the peer's
/// fault.
public struct TransferLimits: Hashable, Sendable {
  /// How long nothing at all may come.
  public var idleTimeout: Duration

  /// How many bytes must come in each second, on average over ``rateWindow``. With the window of a
  /// minute, the default of 16 KiB asks for one SDK batch of 1 MiB a minute.
  public var minBytesPerSecond: UInt64

  /// Over which time the rate is taken.
  public var rateWindow: Duration

  /// As ``rateWindow``, while others wait for the place that the transfer holds.
  public var contendedRateWindow: Duration

  /// How long a transfer keeps its place, however many wait, if it is faster than
  /// ``minBytesPerSecond``.
  public var contendedGrace: Duration

  /// How many bytes must have come in each second, on average over the whole transfer, for it to
  /// keep its place after ``contendedGrace`` while others wait. Of those that are slower as many
  /// make way as wait, the slowest first.
  public var contendedBytesPerSecond: UInt64

  /// How long a whole transfer may take. One of a known size has to end earlier: in the time that
  /// it takes at ``minBytesPerSecond``, and one ``rateWindow`` more.
  public var timeout: Duration

  public init(
    idleTimeout: Duration = .seconds(60), minBytesPerSecond: UInt64 = 16 << 10,
    rateWindow: Duration = .seconds(60), contendedRateWindow: Duration = .seconds(10),
    contendedGrace: Duration = .seconds(60), contendedBytesPerSecond: UInt64 = 256 << 10,
    timeout: Duration = .seconds(24 * 60 * 60)
  ) {
    self.idleTimeout = idleTimeout
    self.minBytesPerSecond = minBytesPerSecond
    self.rateWindow = rateWindow
    self.contendedRateWindow = contendedRateWindow
    self.contendedGrace = contendedGrace
    self.contendedBytesPerSecond = contendedBytesPerSecond
    self.timeout = timeout
  }

  /// How long a transfer of `byteCount` bytes may take.
  func timeout(for byteCount: UInt64?) -> Duration {
    guard let byteCount, minBytesPerSecond > 0 else { return timeout }
    return min(timeout, .seconds(Int64(clamping: byteCount / minBytesPerSecond)) + rateWindow)
  }
}
