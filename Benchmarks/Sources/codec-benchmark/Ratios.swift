import Foundation

/// The times of another contestant in all cases, each divided by our time.
struct Ratios {
  private let sorted: [Double]

  init(_ ratios: [Double]) {
    self.sorted = ratios.sorted()
  }

  /// What is said about the ratios. A single case that is far ahead moves the mean, but not the
  /// median.
  enum Summary: String, CaseIterable {
    case mean = "geometric mean"
    case modest = "without the best case"
    case median
    case worst = "worst case"
  }

  /// Returns a number that says something about all ratios, or `nil` if there are too few of them.
  subscript(summary: Summary) -> Double? {
    guard let worst = sorted.first else { return nil }
    return switch summary {
    case .mean: mean
    case .modest: sorted.count > 1 ? Ratios(sorted.dropLast()).mean : nil
    case .median: median
    case .worst: worst
    }
  }

  var isEmpty: Bool { sorted.isEmpty }

  /// The geometric mean.
  private var mean: Double { exp(sorted.map(log).reduce(0, +) / Double(sorted.count)) }

  /// The ratio in the middle, or the geometric mean of the two in the middle.
  private var median: Double {
    (sorted[sorted.count / 2] * sorted[(sorted.count - 1) / 2]).squareRoot()
  }

  private init(_ sorted: ArraySlice<Double>) {
    self.sorted = Array(sorted)
  }
}
