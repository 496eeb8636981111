import CAllocations

/// The time and the number of allocations of a call.
struct Sample: CustomStringConvertible {
  let nanoseconds: Double
  let allocations: Double

  /// Two cells in the row of a table.
  var description: String {
    "\(Int(nanoseconds.rounded())) | \((allocations * 100).rounded() / 100)"
  }

  static func - (a: Sample, b: Sample) -> Sample {
    Sample(
      nanoseconds: a.nanoseconds - b.nanoseconds, allocations: a.allocations - b.allocations)
  }

  /// Makes many calls one after the other, and returns the means.
  static func take(
    calls: Int, _ call: @Sendable () async throws -> Void
  ) async rethrows -> Sample {
    let clock = ContinuousClock()
    let before = allocation_count()
    let start = clock.now
    for _ in 0..<calls { try await call() }
    let elapsed = clock.now - start
    let allocations = allocation_count() - before
    let nanoseconds =
      Double(elapsed.components.seconds) * 1e9 + Double(elapsed.components.attoseconds) / 1e9
    return Sample(
      nanoseconds: nanoseconds / Double(calls), allocations: Double(allocations) / Double(calls))
  }

  /// Returns the fastest of several samples. If the calls don't wait for anything, it is the one
  /// with the least noise.
  static func best(
    of count: Int, calls: Int, _ call: @Sendable () async throws -> Void
  ) async rethrows -> Sample {
    var best = try await take(calls: calls, call)
    for _ in 1..<count {
      let sample = try await take(calls: calls, call)
      if sample.nanoseconds < best.nanoseconds { best = sample }
    }
    return best
  }

  /// Returns the median of the times and the median of the numbers of allocations.
  static func median(of samples: [Sample]) -> Sample {
    Sample(
      nanoseconds: median(samples.map(\.nanoseconds)),
      allocations: median(samples.map(\.allocations)))
  }

  private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
}
