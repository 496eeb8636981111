import CAllocations
import Foundation

/// The time and the allocated memory for one message.
struct Measurement {
  let nanoseconds: Double
  let allocations: Double
  let allocatedBytes: Double

  /// Measures the same work with each coder. The coders take turns, so that noise affects all of
  /// them alike, and a different one begins each round. The times are the medians of all rounds.
  /// Allocations are counted in a separate run.
  static func take(
    _ contestants: [Work], messages: Int, rounds: Int
  ) async throws -> [Measurement] {
    for work in contestants { try await work.run() }
    var samples = contestants.map { _ in [Double]() }
    for round in 0..<rounds {
      for index in contestants.indices {
        let next = (round + index) % contestants.count
        let start = processorTime()
        try await contestants[next].run()
        samples[next].append(processorTime() - start)
      }
    }
    var measurements = [Measurement]()
    for (work, samples) in zip(contestants, samples) {
      measurements.append(
        try await counted(work, messages, median: samples.sorted()[samples.count / 2]))
    }
    return measurements
  }

  private static func counted(
    _ work: Work, _ messages: Int, median: Double
  ) async throws -> Measurement {
    count_allocations(true)
    let (count, bytes) = (allocation_count(), allocated_bytes())
    try await work.run()
    let (laterCount, laterBytes) = (allocation_count(), allocated_bytes())
    count_allocations(false)
    return Measurement(
      nanoseconds: median / Double(messages),
      allocations: Double(laterCount - count) / Double(messages),
      allocatedBytes: Double(laterBytes - bytes) / Double(messages))
  }

  /// Returns the processor time of all threads in nanoseconds, because the client and the server
  /// run on different threads.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
