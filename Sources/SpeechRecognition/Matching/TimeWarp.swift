/// The distance of two utterances after their times are warped to fit: dynamic time warping with a
/// band and the symmetric steps without a constraint on the slope (Sakoe and Chiba, "Dynamic
/// programming algorithm optimization for spoken word recognition", 1978).
struct TimeWarp: Sendable {
  /// How many numbers are compared at a time.
  static let blockWidth = 8

  /// The numbers in a row that are compared; a multiple of ``blockWidth``.
  let width: Int

  /// How far the times may differ, as a part of the duration.
  var band: Float = 0.2

  /// Returns the mean distance of two rows on the best path; infinity if one utterance is more than
  /// twice as long as the other, or if the result would be greater than `limit`.
  func distance(_ x: FrameRows, _ y: FrameRows, limit: Float = .infinity) -> Float {
    guard max(x.count, y.count) <= 2 * min(x.count, y.count) + 4 else { return .infinity }
    let length = Float(x.count + y.count)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * (y.count + 2)) { memory in
      guard let start = memory.baseAddress else { return .infinity }
      memory.initialize(repeating: .infinity)
      return cost(x, y, limit * length, start, start + y.count + 2) / length
    }
  }

  /// Sums the distances on the best path. Those of a step forward in both times count twice.
  ///
  /// - Parameters:
  ///   - limit: the sum at which the search is given up.
  ///   - before: the costs of the paths to the rows of `y` one row of `x` ago, from index 1 on;
  ///     infinite.
  ///   - now: memory for those to the current row of `x`, infinite.
  private func cost(
    _ x: FrameRows, _ y: FrameRows, _ limit: Float, _ before: UnsafeMutablePointer<Float>,
    _ now: UnsafeMutablePointer<Float>
  ) -> Float {
    var (before, now) = (before, now)
    let slope = Float(y.count) / Float(x.count)
    let radius = max(band * Float(y.count), slope + 1)
    before[0] = 0
    for i in 0..<x.count {
      let centre = Float(i) * slope
      let (low, high) = (
        Int(max(centre - radius, 0)), Int(min(centre + radius, Float(y.count - 1)))
      )
      now[low] = .infinity
      var least = Float.infinity
      for j in low...high {
        let local = distance(x[i], y[j])
        let cost = min(now[j] + local, min(before[j] + 2 * local, before[j + 1] + local))
        now[j + 1] = cost
        least = min(least, cost)
      }
      now[high + 2] = .infinity
      if least > limit { return .infinity }
      swap(&before, &now)
    }
    return before[y.count]
  }

  /// The Euclidean distance of two rows.
  @inline(__always)
  private func distance(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Float {
    var sum = SIMD8<Float>.zero
    for index in stride(from: 0, to: width, by: Self.blockWidth) {
      let difference = Self.block(x + index) - Self.block(y + index)
      sum += difference * difference
    }
    return sum.sum().squareRoot()
  }

  @inline(__always)
  private static func block(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }
}
