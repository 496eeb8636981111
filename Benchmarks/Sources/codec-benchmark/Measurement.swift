import CAllocations
import Foundation

/// The time and the number of allocations of one operation on one message.
struct Measurement {
  let nanoseconds: Double
  let allocations: Double

  /// Measures one operation with all contestants that take part in it. They take turns, so that
  /// noise affects all of them alike, and a different one begins each round. The times are the
  /// medians of all rounds.
  static func take(
    _ operation: Operation, of benchmarked: Case, by contestants: Contestants
  ) throws -> [Contestant: Measurement] {
    let turns = try contestants.all.compactMap { contestant in
      let codec = try benchmarked.codec(of: contestant, contestants.modules)
      return try codec.work(operation, benchmarked.bytes).map { try Turn(contestant, work: $0) }
    }
    var samples = turns.map { _ in [Double]() }
    for round in 0..<contestants.rounds {
      for index in turns.indices {
        let next = (round + index) % turns.count
        samples[next].append(try turns[next].nanoseconds())
      }
    }
    var measurements = [Contestant: Measurement]()
    for (turn, samples) in zip(turns, samples) {
      measurements[turn.contestant] = Measurement(
        nanoseconds: samples.sorted()[samples.count / 2], allocations: try turn.allocations())
    }
    return measurements
  }
}

/// The work of one contestant, which is repeated so often that a clock can measure it.
private struct Turn {
  private static let shortest = 8e6

  let contestant: Contestant
  let work: Codec.Work
  let times: Int

  init(_ contestant: Contestant, work: @escaping Codec.Work) throws {
    self.contestant = contestant
    self.work = work
    var times = 1
    while true {
      let elapsed = try Self.time { try work(times) }
      if elapsed > Self.shortest / 2 || times >= 1 << 24 {
        self.times = max(1, Int(Double(times) * Self.shortest / elapsed))
        return
      }
      times *= 2
    }
  }

  func nanoseconds() throws -> Double {
    try Self.time { try work(times) } / Double(times)
  }

  func allocations() throws -> Double {
    let times = 4
    count_allocations(true)
    let before = allocation_count()
    try work(times)
    let after = allocation_count()
    count_allocations(false)
    return Double(after - before) / Double(times)
  }

  /// Returns the processor time of this thread in `body`, in nanoseconds. It doesn't include other
  /// work of the machine.
  private static func time(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return processorTime() - start
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
