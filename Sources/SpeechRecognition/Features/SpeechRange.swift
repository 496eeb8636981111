import Foundation

/// Finds the frames from the first to the last sound that stands out from the background (after
/// Rabiner and Sambur, "An algorithm for determining the endpoints of isolated utterances", 1975).
enum SpeechRange {
  /// How many frames are added at both ends, because words can begin and end softly.
  private static let margin = 3

  /// - Parameter powers: the power of each frame; at least one.
  static func find(in powers: [Float]) -> ClosedRange<Int> {
    let levels = powers.map { 10 * log10($0 + .leastNormalMagnitude) }
    let sorted = levels.sorted()
    let background = sorted[sorted.count / 10]
    let loudest = sorted[sorted.count - 1 - sorted.count / 50]
    let threshold = max(loudest - 30, background + 0.35 * (loudest - background))
    let first = levels.firstIndex { $0 > threshold } ?? 0
    let last = levels.lastIndex { $0 > threshold } ?? levels.count - 1
    return max(first - margin, 0)...min(last + margin, levels.count - 1)
  }
}
