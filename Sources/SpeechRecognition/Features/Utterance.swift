/// What is spoken in a recording, as features that can be compared.
public struct Utterance: Hashable, Sendable {
  let features: Features

  /// Finds the speech in a recording and computes its features.
  ///
  /// - Throws: ``AudioError`` if the recording is silent.
  public init(_ recording: Recording) throws(AudioError) {
    features = try FeatureExtractor().features(of: recording)
  }
}
