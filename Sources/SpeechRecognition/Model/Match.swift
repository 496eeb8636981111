/// What a search found for an utterance.
struct Match: Hashable, Sendable {
  /// The index of the transcript whose clip is nearest.
  let transcript: Int

  /// The distance from the nearest clip.
  let distance: Float

  /// The distances from the nearest clips of other transcripts, the smallest first.
  let rivals: [Float]

  /// How many rivals a distance is compared with.
  static let cohort = 3

  /// About the distance of the nearest rivals in a vocabulary of many phrases. In a small one it
  /// takes the place of the rivals that are missing.
  private static let unrelated: Float = 7

  /// How doubtful the match is: 0 if the utterance is that of the clip, and about 1 if the clip
  /// isn't nearer than others. Dividing by the distance from rivals makes up for noise and for
  /// unusual voices, from which everything is far (Rosenberg, DeLong, Lee, Juang and Soong, "The
  /// use of cohort normalized scores for speaker verification", 1992).
  var doubt: Float {
    let nearest = rivals.prefix(Self.cohort)
    let missing = Float(Self.cohort - nearest.count)
    let sum = nearest.reduce(missing * Self.unrelated, +)
    return distance / (sum / Float(Self.cohort))
  }

  /// The match that there would be without the nearest transcript; `nil` if there are no rivals.
  var runnerUp: Match? {
    rivals.first.map { Match(transcript: -1, distance: $0, rivals: Array(rivals.dropFirst())) }
  }
}
