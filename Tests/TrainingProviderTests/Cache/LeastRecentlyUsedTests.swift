import TestSupport
import Testing

@testable import TrainingProvider

/// The order in which values leave.
@Suite struct LeastRecentlyUsedTests {
  @Test func valuesLeaveInTheOrderOfTheirLastUse() {
    var values = LeastRecentlyUsed<String, Int>()
    for (value, key) in ["a", "b", "c", "d"].enumerated() { values.insert(value, for: key) }
    #expect(values.use("a") == 0)
    #expect(values.use("c") == 2)
    #expect(values.use("c") == 2)
    #expect(values["b"] == 1)
    values.insert(7, for: "b")
    values.remove("a")
    #expect(leaving(values) == ["d", "c", "b"])
    #expect(values["b"] == 7)
    #expect(values.use("a") == nil)
  }

  /// A thousand random steps, beside a list that is kept in order.
  @Test func orderIsThatOfASimpleList() {
    var random = SeededRandom(seed: 1)
    var values = LeastRecentlyUsed<Int, Int>()
    var list: [(key: Int, value: Int)] = []
    for step in 0..<1000 {
      let key = Int.random(in: 0..<12, using: &random)
      let known = list.first { $0.key == key }
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        #expect(values.use(key) == known?.value)
        guard let known else { continue }
        list.removeAll { $0.key == key }
        list.append(known)
      case 1:
        values.insert(step, for: key)
        list.removeAll { $0.key == key }
        list.append((key, step))
      default:
        #expect(values.remove(key) == known?.value)
        list.removeAll { $0.key == key }
      }
      #expect(values.count == list.count)
      #expect(leaving(values) == list.map(\.key))
    }
  }

  /// The keys, those first that were used longest ago.
  private func leaving<Key, Value>(_ values: LeastRecentlyUsed<Key, Value>) -> [Key] {
    var (rest, keys) = (values, [Key]())
    while let key = rest.leastRecent?.key {
      keys.append(key)
      rest.remove(key)
    }
    return keys
  }
}
