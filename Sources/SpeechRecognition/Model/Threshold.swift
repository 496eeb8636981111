/// Learns the doubt up to which a match is accepted.
///
/// Each clip of a training set stands for a phrase that isn't in the vocabulary: it is compared
/// with the clips of other transcripts only. The most similar transcript is left out, too, because
/// phrases of a vocabulary often differ by a word, such as "light on" and "light off", and few
/// strangers are as similar.
struct Threshold {
  /// The threshold of a small training set. It suits vocabularies of many kinds.
  static let prior: Float = 0.83

  /// How many clips the prior counts for.
  private static let priorWeight: Float = 20

  /// The part of the clips that are accepted. Strangers are less similar to a vocabulary than its
  /// own phrases are to each other, so fewer of them are.
  private static let accepted = 0.06

  private var doubts: [Float] = []

  /// Adds the doubt of a clip that stands for an unknown phrase.
  mutating func add(_ doubt: Float) { doubts.append(doubt) }

  /// The threshold for what was added.
  var value: Float {
    guard !doubts.isEmpty else { return Self.prior }
    let learned = doubts.sorted()[Int(Self.accepted * Double(doubts.count))]
    let share = Float(doubts.count) / (Float(doubts.count) + Self.priorWeight)
    return share * learned + (1 - share) * Self.prior
  }
}
