/// How slowly a peer may send a dataset.
///
/// Only the time that the provider spends waiting for the peer counts. A slow disk isn't the peer's
/// fault, and neither is it that others are to send first.
public struct TransferLimits: Hashable, Sendable {
  /// How long the peer may send nothing.
  public var idleTimeout: Duration

  /// How many bytes must arrive in each second, on average over ``rateWindow``. With a window of
  /// one minute, the default of 16 KiB requires about one SDK batch of 1 MiB in a minute.
  public var minBytesPerSecond: UInt64

  /// The time over which the rate is averaged.
  public var rateWindow: Duration

  /// The time over which the rate is averaged while others wait for a place. A transfer can be told
  /// to make way before ``contendedGrace`` if it is slower than ``minBytesPerSecond`` over this
  /// time and since its first bytes, or if it has been silent for twice this time.
  public var contendedRateWindow: Duration

  /// How long a transfer that is faster than ``minBytesPerSecond`` keeps its place, even if others
  /// wait, unless it is silent for twice ``contendedRateWindow``.
  public var contendedGrace: Duration

  /// The average rate over the whole transfer, in bytes per second, that a transfer needs to keep
  /// its place while others wait, after ``contendedGrace`` or while it is silent. Slower transfers
  /// make way, the slowest first, but no more of them than there are others waiting.
  public var contendedBytesPerSecond: UInt64

  /// How long a whole transfer may take. If its size is known, it has to end within the time that
  /// it takes at ``minBytesPerSecond`` plus one ``rateWindow``.
  public var timeout: Duration

  /// Creates limits; each is the default unless given.
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
