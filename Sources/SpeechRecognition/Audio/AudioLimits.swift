/// What a file of sound may contain to be decoded.
public struct AudioLimits: Hashable, Sendable {
  /// The largest file in bytes.
  public var maxBytes = 1 << 20

  /// The longest duration in seconds.
  public var maxSeconds = 10.0

  /// The shortest duration in seconds.
  public var minSeconds = 0.1

  /// How many samples may make a second. From 8 kHz on, the sound has the frequencies that the
  /// features are made of.
  public var sampleRates = 8_000...192_000

  /// The largest number of channels. They are mixed into one.
  public var maxChannels = 8

  /// Creates the default limits.
  public init() {}
}
