import CAllocations
import Foundation

/// What one operation on one message took.
struct Measurement {
  let nanoseconds: Double
  let allocations: Double

  /// Measures all contestants at one operation. They take turns, so that noise hits all alike; the
  /// one that begins is another in each round; the medians count.
  static func take(
    _ operation: Operation, of benchmarked: Case, rounds: Int
  ) throws -> [Contestant: Measurement] {
    let turns = try Contestant.allCases.map {
      try Turn($0, work: benchmarked.work(operation, by: $0))
    }
    var samples = turns.map { _ in [Double]() }
    for round in 0..<rounds {
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

/// A contestant at work, so many times in a row that a clock can tell.
private struct Turn {
  private static let shortest = 8e6

  let contestant: Contestant
  let work: Case.Work
  let times: Int

  init(_ contestant: Contestant, work: @escaping Case.Work) throws {
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

  /// The processor time of this thread: what else the machine does is not in it.
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
