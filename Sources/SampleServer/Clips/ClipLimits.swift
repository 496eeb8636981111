/// The limits of the sample. They make sure that two clips fit into the compressor's window and
/// that no call computes for too long.
enum ClipLimits {
  /// The largest allowed clip in bytes: half of the compressor's window.
  static let maxClipBytes = 1 << 20

  /// The largest allowed transcript in bytes of UTF-8.
  static let maxTranscriptBytes = 1 << 16

  /// How many bytes may be compressed for one call.
  ///
  /// LZMA takes a third of a second for 1 MiB of recordings, and a second for bytes that were
  /// chosen to be slow. So a call takes at most 12 s of one core for recordings and 30 s for other
  /// bytes, in debug and release builds alike.
  static let maxCallBytes = 32 << 20

  /// The fixed cost of a comparison, as a number of bytes: setting up the compressor takes as long
  /// as compressing so many bytes.
  static let comparisonBytes = 16 << 10
}
