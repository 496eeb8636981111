import CAllocations

/// What a call took.
struct Sample: CustomStringConvertible {
  let nanoseconds: Double
  let allocations: Double

  /// The rest of a table's row.
  var description: String {
    "| \(Int(nanoseconds.rounded())) | \((allocations * 100).rounded() / 100) |"
  }

  /// Takes a sample of many calls, one after the other.
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

  /// The fastest of several samples: for what does not wait for anything, the one with least noise.
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

  static func median(of samples: [Sample]) -> Sample {
    samples.sorted { $0.nanoseconds < $1.nanoseconds }[samples.count / 2]
  }
}
