import Foundation
import TestSupport

extension SeededRandom {
  /// Returns another generator with independent numbers.
  mutating func split() -> SeededRandom { SeededRandom(seed: next()) }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &self) }

  /// Returns `true` with a probability in percent.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func bytes(_ count: Int) -> Data {
    let words = (0..<(count + 7) / 8).map { _ in next().littleEndian }
    return words.withUnsafeBytes { Data($0.prefix(count)) }
  }

  /// A time in a range, uniformly distributed.
  mutating func duration(_ range: ClosedRange<Duration>) -> Duration {
    let share = Double.random(in: 0...1, using: &self)
    return range.lowerBound + (range.upperBound - range.lowerBound) * share
  }

  /// A time in a range, with a uniformly distributed order of magnitude.
  mutating func magnitude(_ range: ClosedRange<Duration>) -> Duration {
    let bounds = log(range.lowerBound / .microseconds(1))...log(range.upperBound / .microseconds(1))
    return .microseconds(1) * exp(Double.random(in: bounds, using: &self))
  }
}
