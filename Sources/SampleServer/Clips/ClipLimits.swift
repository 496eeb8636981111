/// What the sample bounds, so that the compressor sees two clips at once and answers take
/// milliseconds.
enum ClipLimits {
  /// The largest clip in bytes, inclusive: half of the compressor's window.
  static let maxClipBytes = 1 << 20

  /// The largest transcript in bytes of UTF-8, inclusive.
  static let maxTranscriptBytes = 1 << 16
}
