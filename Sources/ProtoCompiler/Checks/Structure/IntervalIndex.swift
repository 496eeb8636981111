/// Intervals of numbers, among which one that overlaps another interval is found quickly.
///
/// It is a binary tree over the starts of all intervals, in order. Each node holds, of the intervals
/// below it that were inserted, the one that ends last.
struct IntervalIndex {
  private let intervals: [(start: Int64, end: Int64)]
  /// Intervals in the order of their starts.
  private let order: [Int]
  /// The place of each interval in that order.
  private let places: [Int]
  /// The nodes, those with one interval in the second half; -1 where nothing was inserted.
  private var nodes: [Int]

  /// Makes room for intervals, each with its first number and the one behind its last. None of them is
  /// inserted.
  init(_ intervals: [(start: Int64, end: Int64)]) {
    self.intervals = intervals
    let order = intervals.indices.sorted { intervals[$0].start < intervals[$1].start }
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    self.order = order
    self.places = places
    nodes = [Int](repeating: -1, count: 2 * order.count)
  }

  /// Inserts the interval with an index.
  mutating func insert(_ index: Int) {
    var node = places[index] + order.count
    while node >= 1 {
      if nodes[node] < 0 || intervals[nodes[node]].end < intervals[index].end {
        nodes[node] = index
      }
      node /= 2
    }
  }

  /// The index of an inserted interval that overlaps another one; `nil` if none does.
  func find(_ start: Int64, _ end: Int64) -> Int? {
    // All intervals that begin before the end: the one that ends last overlaps if any does.
    var (low, high) = (order.count, order.count + startsBefore(end))
    var last = -1
    while low < high {
      if low % 2 == 1 {
        last = later(last, nodes[low])
        low += 1
      }
      if high % 2 == 1 {
        high -= 1
        last = later(last, nodes[high])
      }
      (low, high) = (low / 2, high / 2)
    }
    return last >= 0 && intervals[last].end > start ? last : nil
  }

  private func later(_ left: Int, _ right: Int) -> Int {
    guard left >= 0 && right >= 0 else { return max(left, right) }
    return intervals[left].end >= intervals[right].end ? left : right
  }

  private func startsBefore(_ number: Int64) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if intervals[order[middle]].start < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
