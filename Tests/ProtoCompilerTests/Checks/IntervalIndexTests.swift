import TestSupport
import Testing

@testable import ProtoCompiler

@Suite struct IntervalIndexTests {
  @Test(arguments: 0..<50 as Range<UInt64>) func agreesWithASearchOfAll(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let intervals = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
      let start = Int64.random(in: 0..<40, using: &random)
      return (start: start, end: start + Int64.random(in: -1..<6, using: &random))
    }
    var index = IntervalIndex(intervals)
    var inserted: [Int] = []
    for number in intervals.indices.shuffled(using: &random) {
      index.insert(number)
      inserted.append(number)
      for start in Int64(0)..<45 {
        let end = start + Int64.random(in: 0..<4, using: &random)
        let overlapping = inserted.filter { intervals[$0].start < end && intervals[$0].end > start }
        let found = index.find(start, end)
        #expect((found == nil) == overlapping.isEmpty)
        if let found { #expect(overlapping.contains(found)) }
      }
    }
  }
}
