import Testing

@testable import sample_server

@Suite struct RequestCostTests {
  @Test(
    arguments: [
      (15, 1 << 20, 1 << 20), (16, 1 << 20, 1_032_192), (50, 3_000, 651_704),
      (1_000, 3_000, 14_170), (1_500, 3_000, 2_985), (3_000, 1, 0), (0, 0, 1 << 20),
    ])
  func questionsAreAsLargeAsOneCallAllows(_ count: Int, _ byteCount: Int, _ largest: Int) {
    let cost = cost(count, of: byteCount)
    #expect(cost.maxRecordingBytes == largest)
    #expect(cost.isWithinBudget == (byteCount <= largest))
    guard largest > 0 else { return }
    #expect(cost.bytes(forRecordingOf: largest) <= ClipLimits.maxCallBytes)
    guard largest < ClipLimits.maxClipBytes else { return }
    #expect(cost.bytes(forRecordingOf: largest + 1) > ClipLimits.maxCallBytes)
  }

  @Test(arguments: [1, 3_000, 600_000, 1 << 20])
  func asManyClipsAreBearableAsIsSaid(_ byteCount: Int) {
    let count = cost(1, of: byteCount).maxClipCount
    #expect(cost(count, of: byteCount).isWithinBudget)
    #expect(!cost(count + 1, of: byteCount).isWithinBudget)
  }

  private func cost(_ count: Int, of byteCount: Int) -> RequestCost {
    var cost = RequestCost()
    for _ in 0..<count { cost.add(clipOf: byteCount) }
    return cost
  }
}
