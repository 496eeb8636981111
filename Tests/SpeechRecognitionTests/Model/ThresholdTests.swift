import TestSupport
import Testing

@testable import SpeechRecognition

@Suite struct ThresholdTests {
  @Test func withoutClipsThePriorHolds() {
    #expect(Threshold().value == Threshold.prior)
  }

  /// The more clips there are, the more they decide, and the less the prior.
  @Test func clipsMoveTheThreshold() {
    let values = [1, 10, 100, 1_000].map { count in
      var threshold = Threshold()
      for _ in 0..<count { threshold.add(0.5) }
      return threshold.value
    }
    #expect(values == values.sorted(by: >))
    #expect(values[0] > 0.8)
    #expect((0.49...0.52).contains(values[3]))
  }

  /// Few of the clips that stand for unknown phrases are accepted.
  @Test func mostUnknownPhrasesAreRejected() {
    var threshold = Threshold()
    var random = SeededRandom(seed: 1)
    for number in (0..<1_000).shuffled(using: &random) { threshold.add(Float(number) / 1_000) }
    #expect((0.05...0.12).contains(threshold.value))
  }
}
