/// Starts pieces of work at regular intervals, without waiting for the previous ones to end.
enum Pace {
  static func run(
    _ count: Int, over time: Duration, _ work: @escaping @Sendable (Int) async -> Void
  ) async {
    let begin = ContinuousClock.now
    await withDiscardingTaskGroup { group in
      for index in 0..<count {
        try? await Task.sleep(until: begin + time * (Double(index) / Double(count)))
        group.addTask { await work(index) }
      }
    }
  }
}
