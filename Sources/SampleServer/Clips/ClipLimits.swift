import SpeechRecognition

/// The limits of the sample, which bound the work of a call and the memory of a model.
///
/// A call compares a recording with every clip, in a time that grows with the seconds of both. A
/// recording of the greatest length and a model of the greatest size take less than 10 s of one
/// core.
enum ClipLimits {
  /// The largest allowed transcript in bytes of UTF-8.
  static let maxTranscriptBytes = 1 << 16

  /// How many clips a model may have.
  static let maxClips = 2_000

  /// How many seconds of speech the clips of a model may have together.
  static let maxTotalSeconds = 3_600.0

  /// What a clip or a recording in a request may be.
  static let audio = AudioLimits()
}
