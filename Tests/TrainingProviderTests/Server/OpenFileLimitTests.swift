import Testing

@testable import TrainingProvider

@Suite struct OpenFileLimitTests {
  @Test(
    arguments: [
      (soft: 1024, count: 2000, raised: 2000), (1024, 5000, 4096), (1024, 100, 1024),
    ] as [(soft: UInt64, count: UInt64, raised: UInt64)])
  func softLimitsRiseWithinTheHardOne(soft: UInt64, count: UInt64, raised: UInt64) {
    let limit = OpenFileLimit(soft: soft, hard: 4096)
    #expect(limit.raised(to: count) == OpenFileLimit(soft: raised, hard: 4096))
  }

  @Test func limitsOfTheProcessAreReadAndRaised() throws {
    let before = try OpenFileLimit.current()
    try OpenFileLimit(soft: before.soft - 2, hard: before.hard).apply()
    let log = TestLog()
    OpenFileLimit.raise(to: before.soft - 1, connections: 1, logger: log.logger)
    #expect(try OpenFileLimit.current().soft == before.soft - 1)
    #expect(log.lines.contains { $0.contains("raised the limit for open files") })
    try before.apply()
  }
}
