import Foundation

/// Triangular filters that are evenly spaced on the mel scale (Davis and Mermelstein, "Comparison
/// of parametric representations for monosyllabic word recognition in continuously spoken
/// sentences", 1980).
///
/// They are defined in hertz, so recordings of any sample rate give comparable results.
struct MelFilters {
  /// A filter's weights for the frequencies from an index on.
  private struct Filter {
    let first: Int
    let weights: [Float]
  }

  private let filters: [Filter]

  /// - Parameters:
  ///   - count: the number of filters.
  ///   - range: the frequencies in hertz at which the first filter begins and the last one ends.
  ///   - resolution: the distance between two frequencies of the spectrum in hertz.
  init(_ count: Int, in range: ClosedRange<Double>, resolution: Double) {
    let (low, high) = (Self.mels(range.lowerBound), Self.mels(range.upperBound))
    let edges = (0..<count + 2).map { index in
      Self.hertz(low + (high - low) * Double(index) / Double(count + 1)) / resolution
    }
    filters = (0..<count).map {
      Self.triangle(from: edges[$0], over: edges[$0 + 1], to: edges[$0 + 2])
    }
  }

  /// Writes the output of each filter for a spectrum into `row` of `outputs`. Frequencies beyond
  /// the spectrum count as 0.
  func apply(to powers: [Float], row: Int, of outputs: inout Features) {
    for (column, filter) in filters.enumerated() {
      var sum: Float = 0
      for offset in 0..<max(min(filter.weights.count, powers.count - filter.first), 0) {
        sum += filter.weights[offset] * powers[filter.first + offset]
      }
      outputs[row, column] = sum
    }
  }

  /// A triangle over positions in the spectrum.
  private static func triangle(from left: Double, over centre: Double, to right: Double) -> Filter {
    let first = Int(left.rounded(.up))
    let last = max(Int(right.rounded(.down)), first)
    let weights = (first...last).map { position in
      let x = Double(position)
      return Float(max(min((x - left) / (centre - left), (right - x) / (right - centre)), 0))
    }
    return Filter(first: first, weights: weights)
  }

  private static func mels(_ hertz: Double) -> Double { 2595 * log10(1 + hertz / 700) }

  private static func hertz(_ mels: Double) -> Double { 700 * (pow(10, mels / 2595) - 1) }
}
