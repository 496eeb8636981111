/// What the sample bounds, so that the compressor sees two clips at once, and no call computes for
/// long.
enum ClipLimits {
  /// The largest clip in bytes, inclusive: half of the compressor's window.
  static let maxClipBytes = 1 << 20

  /// The largest transcript in bytes of UTF-8, inclusive.
  static let maxTranscriptBytes = 1 << 16

  /// How many bytes a call may have compressed, inclusive.
  ///
  /// LZMA takes a third of a second for 1 MiB of recordings, and a whole one for bytes that
  /// somebody chose to be slow. So a call takes 12 s of one core at most, or 30 s, in a release
  /// build as well as in a debug build.
  static let maxCallBytes = 32 << 20

  /// What a comparison costs by itself, as bytes: setting up the compressor takes as long as
  /// compressing these.
  static let comparisonBytes = 16 << 10
}
