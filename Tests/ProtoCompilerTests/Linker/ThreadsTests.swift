import Testing

@testable import ProtoCompiler

@Suite struct ThreadsTests {
  @Test(arguments: [1, 2, 7]) func keepOrder(_ count: Int) {
    #expect(Threads(count: count).map(1000) { $0 * 2 } == Array(0..<1000).map { $0 * 2 })
    #expect(Threads(count: count).map(0) { $0 }.isEmpty)
  }

  @Test func haveLargeStacks() {
    @Sendable func depth(_ left: Int) -> Int { left == 0 ? 0 : 1 + depth(left - 1) }
    #expect(Threads(count: 1).map(1) { _ in depth(100_000) } == [100_000])
  }
}
