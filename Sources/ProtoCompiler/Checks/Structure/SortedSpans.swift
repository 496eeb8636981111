/// Ranges of numbers in which a number is found quickly.
struct SortedSpans {
  private let starts: [Int32]
  /// The greatest end of the ranges up to each place.
  private let ends: [Int32]

  init(_ spans: [MessageModel.Span]) {
    let sorted = spans.sorted { $0.start < $1.start }
    starts = sorted.map(\.start)
    var greatest = Int32.min
    ends = sorted.map { span in
      greatest = max(greatest, span.end)
      return greatest
    }
  }

  /// Whether a number is in one of the ranges.
  func contains(_ number: Int32) -> Bool {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low > 0 && number < ends[low - 1]
  }
}
