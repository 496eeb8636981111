import Foundation
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
    #expect(Threads(count: 2).map(2) { _ in depth(100_000) } == [100_000, 100_000])
  }

  @Test(arguments: [1, 2, 7]) func workOnListAfterList(_ count: Int) {
    let sums = Threads(count: count).run { crew in
      (0..<500).map { list in crew.map(list % 10) { $0 + list }.reduce(0, +) }
    }
    #expect(sums == (0..<500).map { list in (0..<list % 10).reduce(0) { $0 + $1 + list } })
  }

  /// A helper is started once, and not for each list.
  @Test func areFew() {
    let names = Threads(count: 2).run { crew in
      Set((0..<100).flatMap { _ in crew.map(8) { _ in pthread_self().hashValue } })
    }
    #expect(names.count <= 2)
  }
}
