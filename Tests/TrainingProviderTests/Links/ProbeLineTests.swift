import Testing

@testable import TrainingProvider

/// How many links are checked at once, and for whom.
@Suite struct ProbeLineTests {
  @Test func probesAreBounded() async throws {
    let line = ProbeLine(
      ProbeLimits(maxConcurrent: 2, maxWaiting: 1, contendedTime: .seconds(300)))
    let (gate, begun) = (Gate(), Shared(0))
    let probes = (0..<3).map { number in
      Task {
        try await line.run(for: "\(number)") {
          begun.change { $0 += 1 }
          try await gate.pass()
        }
      }
    }
    try await eventually("probes do not begin") { begun.value == 2 && line.waiting == 1 }
    let error = await #expect(throws: ProviderError.self) { try await line.run(for: "3") {} }
    #expect(error?.code == .fetchFailed)
    #expect(error?.message.contains("too many") == true)
    gate.open()
    for probe in probes { try await probe.value }
    #expect(begun.value == 3)
  }

  /// A probe that gets no turn is refused in time, and leaves the line.
  @Test func waitingEnds() async throws {
    let line = ProbeLine(
      ProbeLimits(
        maxConcurrent: 1, placeTimeout: .milliseconds(100), contendedTime: .seconds(300)))
    let (gate, begun) = (Gate(), Shared(0))
    let first = Task {
      try await line.run(for: "a") {
        begun.change { $0 += 1 }
        try await gate.pass()
      }
    }
    try await eventually("the probe does not begin") { begun.value == 1 }
    for _ in 0..<2 {
      await #expect(throws: ProviderError.self) { try await line.run(for: "b") {} }
      #expect(line.waiting == 0)
    }
    gate.open()
    try await first.value
    try await line.run(for: "b") {}
  }

  /// One model can't have all turns, however many calls there are for it.
  @Test func eachModelHasOneProbe() async throws {
    let line = ProbeLine(ProbeLimits())
    let (gate, begun) = (Gate(), Shared(0))
    let probe = Task {
      try await line.run(for: "a") {
        begun.change { $0 += 1 }
        try await gate.pass()
      }
    }
    try await eventually("the probe does not begin") { begun.value == 1 }
    for _ in 0..<100 {
      let error = await #expect(throws: ProviderError.self) { try await line.run(for: "a") {} }
      #expect(error?.message.contains("another link") == true)
    }
    try await line.run(for: "b") {}
    gate.open()
    try await probe.value
    try await line.run(for: "a") {}
  }

  /// Links to servers that don't answer don't keep their turns while others wait.
  @Test func slowProbesMakeWay() async throws {
    let line = ProbeLine(ProbeLimits(maxConcurrent: 1, contendedTime: .milliseconds(50)))
    let begun = Shared(0)
    let slow = Task {
      try await line.run(for: "slow") {
        begun.change { $0 += 1 }
        try await Gate().pass()
      }
    }
    try await eventually("the probe does not begin") { begun.value == 1 }
    try await line.run(for: "good") {}
    let error = await #expect(throws: ProviderError.self) { try await slow.value }
    #expect(error?.message.contains("other links wait") == true)
  }

  /// A client that leaves frees its turn, whether its probe runs or waits.
  @Test func cancelledProbesLeave() async throws {
    let line = ProbeLine(ProbeLimits(maxConcurrent: 1, contendedTime: .seconds(300)))
    let begun = Shared(0)
    let first = Task {
      try await line.run(for: "a") {
        begun.change { $0 += 1 }
        try await Gate().pass()
      }
    }
    try await eventually("the probe does not begin") { begun.value == 1 }
    let second = Task { try await line.run(for: "b") {} }
    try await eventually("the second does not wait") { line.waiting == 1 }
    for probe in [second, first] {
      probe.cancel()
      await #expect(throws: CancellationError.self) { try await probe.value }
      #expect(line.waiting == 0)
    }
    for id in ["a", "b"] { try await line.run(for: id) {} }
  }
}
