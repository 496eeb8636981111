import TestSupport
import Testing

@testable import SpeechRecognition

@Suite struct TimeWarpTests {
  private static let width = 8

  private var random = SeededRandom(seed: 1)

  @Test mutating func anUtteranceIsNearItself() {
    let x = features(30)
    #expect(distance(x, x) == 0)
  }

  /// The same as the recursion in the paper, computed without a band and without limits.
  @Test(arguments: 1...20)
  mutating func theBestPathIsFound(_ count: Int) {
    let (x, y) = (features(count), features(count + count / 3))
    let warp = TimeWarp(width: Self.width, band: 10)
    let expected = Self.cost(x, y, x.count - 1, y.count - 1) / Float(x.count + y.count)
    #expect(abs(distance(x, y, warp) - expected) < 1e-4 * expected)
    #expect(abs(distance(y, x, warp) - expected) < 1e-4 * expected)
  }

  @Test mutating func bandsOnlyMakePathsLonger() {
    for _ in 0..<100 {
      let length = Int.random(in: 25...60, using: &random)
      let (x, y) = (features(40), features(length))
      let free = distance(x, y, TimeWarp(width: Self.width, band: 10))
      let banded = distance(x, y)
      #expect(banded.isFinite)
      #expect(banded >= free * 0.9999)
    }
  }

  @Test mutating func limitsGiveUpOnlyWhatIsFarther() {
    let (x, y) = (features(40), features(50))
    let exact = distance(x, y)
    #expect(distance(x, y, limit: exact * 1.001) == exact)
    #expect(distance(x, y, limit: exact * 0.3) == .infinity)
  }

  @Test(arguments: [(10, 25, false), (10, 24, true), (1, 1, true), (1, 6, true), (1, 7, false)])
  mutating func lengthsHaveToBeSimilar(_ x: Int, _ y: Int, _ isComparable: Bool) {
    let (first, second) = (features(x), features(y))
    #expect(distance(first, second).isFinite == isComparable)
    #expect(distance(second, first).isFinite == isComparable)
  }

  @Test mutating func rowsCanBeThinned() {
    let x = features(7)
    _ = x.withRows { rows in
      let thinned = rows.thinned(by: 3)
      #expect(thinned.count == 3)
      #expect((0..<3).allSatisfy { thinned[$0] == rows[3 * $0] })
    }
  }

  private mutating func features(_ count: Int) -> Features {
    var features = Features(rows: count, width: Self.width)
    for index in features.values.indices {
      features.values[index] = .random(in: -1...1, using: &random)
    }
    return features
  }

  private func distance(
    _ x: Features, _ y: Features, _ warp: TimeWarp = TimeWarp(width: width),
    limit: Float = .infinity
  ) -> Float {
    x.withRows { x in y.withRows { y in warp.distance(x, y, limit: limit) } ?? .nan } ?? .nan
  }

  private static func cost(_ x: Features, _ y: Features, _ i: Int, _ j: Int) -> Float {
    var memory: [Int: Float] = [:]
    func cost(_ i: Int, _ j: Int) -> Float {
      if i < 0 || j < 0 { return .infinity }
      if let known = memory[i * 1_000 + j] { return known }
      let local = (0..<width).reduce(Float(0)) {
        $0 + (x[i, $1] - y[j, $1]) * (x[i, $1] - y[j, $1])
      }.squareRoot()
      let before = i == 0 && j == 0 ? 0 : cost(i - 1, j - 1)
      let result = min(cost(i - 1, j) + local, before + 2 * local, cost(i, j - 1) + local)
      memory[i * 1_000 + j] = result
      return result
    }
    return cost(i, j)
  }
}
